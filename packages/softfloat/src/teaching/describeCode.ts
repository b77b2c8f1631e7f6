import { unpack } from "../codes/unpack.ts";
import { classify, type NumberClass } from "../comparison/classify.ts";
import type { Code, Format } from "../format/format.ts";
import { codeText } from "./codeText.ts";
import { numeral } from "./numeral.ts";

/** A code with what it stands for, as data. */
export interface DescribedCode {
  /** In hexadecimal digits, which `Number()` and `BigInt()` read back. */
  readonly code: string;
  /** In JavaScript's digits, which `Number()` reads back: `"-0"`, `"NaN"` and `"Infinity"` too. */
  readonly value: string;
  readonly class: NumberClass;
}

export function describeCode<C extends Code>(format: Format<C>, code: C): DescribedCode {
  return { code: codeText(format, code), value: numeral(unpack(format, code)), class: classify(format, code) };
}
