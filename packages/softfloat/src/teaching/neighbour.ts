import type { Unpacked } from "../codes/unpack.ts";
import type { Code, Format } from "../format/format.ts";
import { createFlags } from "../rounding/flags.ts";
import { roundToCode } from "../rounding/roundToCode.ts";
import { codeText } from "./codeText.ts";
import { numeral } from "./numeral.ts";

/** A number beside another one. */
export interface Neighbour {
  /** Its code in hexadecimal; null beyond the largest finite number, where the format has none. */
  readonly code: string | null;
  /** In JavaScript's digits. */
  readonly value: string;
}

/** `(−1)^isNegative · significand · 2^exponent` as a neighbour; it has to be a number of the format or beyond its range. */
export function neighbour<C extends Code>(format: Format<C>, x: Omit<Unpacked, "kind">): Neighbour {
  const flags = createFlags();
  const code = roundToCode(format, x.isNegative, x.significand, x.exponent, { rounding: "roundTowardZero", flags });
  const isNegative = x.isNegative && (x.significand !== 0n || format.hasNegativeZero);
  const value = numeral({ ...x, isNegative, kind: "finite" });
  return { code: flags.overflow ? null : codeText(format, code), value };
}
