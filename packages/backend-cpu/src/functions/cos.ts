import { sine } from "./sine.ts";

/**
 * Cosine of a binary32 value, in binary32 and word operations in the order that `functionCoefficients.cos` prescribes.
 * Even in every bit: cos(−x) = cos(x), cos(±0) = 1; ±∞ and NaN give NaN.
 * Accuracy: ≤ 2 ulp over all inputs, however large.
 *
 * @param x - A binary32 value.
 */
export function cos(x: number): number {
  return sine(Math.abs(x), 1);
}
