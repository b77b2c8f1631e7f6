import { sigmoid } from "./sigmoid.ts";

/**
 * x·sigmoid(x) of a binary32 value, each operation rounded to binary32, with our {@link sigmoid}.
 * silu(±0) = ±0, silu(+∞) = +∞; −∞ and NaN give NaN.
 * Accuracy: 3·2^-24·|x| + 2^-149, absolute.
 *
 * @param x - A binary32 value.
 */
export function silu(x: number): number {
  return Math.fround(x * sigmoid(x));
}
