import { sine } from "./sine.ts";

/**
 * Sine of a binary32 value, in binary32 and word operations in the order that `functionCoefficients.sin` prescribes.
 * Odd in every bit: sin(−x) = −sin(x), sin(±0) = ±0; ±∞ and NaN give NaN.
 * Accuracy: ≤ 2 ulp over all inputs, however large.
 *
 * @param x - A binary32 value.
 */
export function sin(x: number): number {
  if (x === 0) return x;
  const y = sine(Math.abs(x), 0);
  return x < 0 ? -y : y;
}
