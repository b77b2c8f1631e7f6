const width = 100;

/** A sentence in lines of at most 100 characters, broken at spaces, all after the first indented. */
export function wrapped(text: string, indent: string): string {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const isFull = line !== "" && line.length + 1 + word.length > width;
    if (isFull) lines.push(line);
    line = isFull || line === "" ? (isFull ? indent : "") + word : `${line} ${word}`;
  }
  return [...lines, line].join("\n");
}
