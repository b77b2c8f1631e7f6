import { type Unpacked, unpack } from "../codes/unpack.ts";
import type { Code, Format } from "../format/format.ts";
import { powerOfTwo } from "../rounding/powerOfTwo.ts";

/**
 * The value of a code, as a number.
 *
 * Every NaN code gives NaN; ±∞, ±0 and subnormals give themselves. Accuracy: exact.
 *
 * @see IEEE 754-2019 §3.4 (the value of a datum from its fields).
 * @example
 * import { decode, FP16 } from "@binade/softfloat";
 *
 * decode(FP16, 0x3c01); // 1.0009765625
 * decode(FP16, 0x8000); // -0
 */
export function decode<C extends Code>(format: Format<C>, code: NoInfer<C>): number {
  return numberOf(unpack(format, code));
}

/** What was taken apart, as a number; exact for every format that can be defined. */
export function numberOf({ kind, isNegative, significand, exponent }: Unpacked): number {
  const sign = isNegative ? -1 : 1;
  if (kind === "finite") return sign * Number(significand) * powerOfTwo(exponent);
  return kind === "infinite" ? sign * Number.POSITIVE_INFINITY : Number.NaN;
}
