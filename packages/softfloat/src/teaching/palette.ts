/** How a renderer writes its text. */
export interface RenderOptions {
  /** Whether to write ANSI colours. Default: false. */
  readonly color?: boolean | undefined;
}

/** What can have a colour of its own. */
type Part = "sign" | "exponent" | "significand" | "discarded" | "title" | "aside";

/** Codes of “select graphic rendition”: red, green, blue, yellow, bold, faint. */
const codes: Readonly<Record<Part, number>> = {
  sign: 31,
  exponent: 32,
  significand: 34,
  discarded: 33,
  title: 1,
  aside: 2,
};

/** A function for each part that colours a text, or leaves it as it is. */
export type Palette = Readonly<Record<Part, (text: string) => string>>;

/** @see ECMA-48, SGR. */
export function palette({ color = false }: RenderOptions): Palette {
  const paint = (part: Part) => (text: string) =>
    color && text !== "" ? `\u001b[${codes[part]}m${text}\u001b[0m` : text;
  return {
    sign: paint("sign"),
    exponent: paint("exponent"),
    significand: paint("significand"),
    discarded: paint("discarded"),
    title: paint("title"),
    aside: paint("aside"),
  };
}
