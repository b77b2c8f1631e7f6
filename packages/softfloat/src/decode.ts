import type { Format } from "./format.ts";
import { powerOfTwo } from "./powerOfTwo.ts";
import { unpack } from "./unpack.ts";

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
export function decode(format: Format, code: number): number {
  const { kind, isNegative, significand, exponent } = unpack(format, code);
  const sign = isNegative ? -1 : 1;
  if (kind === "finite") return sign * Number(significand) * powerOfTwo(exponent);
  return kind === "infinite" ? sign * Number.POSITIVE_INFINITY : Number.NaN;
}
