const f32Infinity = 0x7f800000;

/**
 * A binary32 code rounded to a BF16 code, ties to even; integer-only.
 *
 * Any NaN gives 0x7fc0: it is set apart first, because the rounding carry would turn 0x7fffffff into −0. ±∞ and ±0 keep
 * their sign; subnormals are kept. Accuracy: correctly rounded.
 *
 * @see Intel, “BFLOAT16 – Hardware Numerics Definition”; IEEE 754-2019 §4.3.1.
 * @example
 * import { f32ToBf16 } from "@binade/softfloat";
 *
 * f32ToBf16(0x3f818000); // 0x3f82
 */
export function f32ToBf16(bits: number): number {
  if ((bits & 0x7fffffff) > f32Infinity) return 0x7fc0;
  // 16 digits go: add just under half, and the last digit kept for the tie; a carry runs into the exponent
  return (bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16;
}
