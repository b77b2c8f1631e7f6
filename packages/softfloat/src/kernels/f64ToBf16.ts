import { float64, float64Words, HIGH, LOW } from "./float64Words.ts";

const overflowThreshold = 3.39617752923046e38; // 255.5 · 2^120, halfway between the largest finite number and 2^128
const leastNormal = 1023 - 126; // biased exponents of binary64

/**
 * A number rounded to a BF16 code, ties to even, in one rounding from its binary64 value.
 *
 * NaN gives 0x7fc0. ±∞ and ±0 keep their sign; BF16 subnormals are kept. Accuracy: correctly rounded.
 *
 * @see IEEE 754-2019 §5.4.2.
 * @example
 * import { f64ToBf16 } from "@binade/softfloat";
 *
 * f64ToBf16(1 + 2 ** -8 + 2 ** -40); // 0x3f81
 */
export function f64ToBf16(x: number): number {
  float64[0] = x;
  const high = float64Words[HIGH]!;
  const sign = (high >>> 16) & 0x8000;
  const magnitude = Math.abs(x);
  if (!(magnitude < overflowThreshold)) return magnitude >= overflowThreshold ? sign | 0x7f80 : 0x7fc0;

  // Added to 2^52 units in the last place of the result, x is rounded to whole units, which fill the low word.
  const biasedExponent = Math.max((high >>> 20) & 0x7ff, leastNormal);
  float64Words[HIGH] = (biasedExponent - 7 + 52) << 20;
  float64Words[LOW] = 0;
  float64[0] = float64[0]! + magnitude;
  return sign | (((biasedExponent - leastNormal) << 7) + float64Words[LOW]!);
}
