const longest = 64;

/** A long text without its end, so that it fits on a line. */
export function brief(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
