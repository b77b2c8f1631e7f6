const quotedLength = 40;

/** A text for an error message, cut if it is long. */
export function quote(text: string): string {
  return JSON.stringify(text.length <= quotedLength ? text : `${text.slice(0, quotedLength)}…`);
}
