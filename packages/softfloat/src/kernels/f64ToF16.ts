import { float64, float64Words, HIGH, LOW } from "./float64Words.ts";

const overflowThreshold = 65520; // halfway between the largest finite number and 2^16
const leastNormal = 1023 - 14; // biased exponents of binary64

/**
 * A number rounded to an FP16 code, ties to even, in one rounding from its binary64 value.
 *
 * NaN gives 0x7e00. ±∞ and ±0 keep their sign; FP16 subnormals are kept. Accuracy: correctly rounded.
 *
 * @see IEEE 754-2019 §5.4.2.
 * @example
 * import { f64ToF16 } from "@binade/softfloat";
 *
 * f64ToF16(1 + 2 ** -11 + 2 ** -40); // 0x3c01
 */
export function f64ToF16(x: number): number {
  float64[0] = x;
  const high = float64Words[HIGH]!;
  const sign = (high >>> 16) & 0x8000;
  const magnitude = Math.abs(x);
  if (!(magnitude < overflowThreshold)) return magnitude >= overflowThreshold ? sign | 0x7c00 : 0x7e00;

  // Added to 2^52 units in the last place of the result, x is rounded to whole units, which fill the low word.
  const biasedExponent = Math.max((high >>> 20) & 0x7ff, leastNormal);
  float64Words[HIGH] = (biasedExponent - 10 + 52) << 20;
  float64Words[LOW] = 0;
  float64[0] = float64[0]! + magnitude;
  return sign | (((biasedExponent - leastNormal) << 10) + float64Words[LOW]!);
}
