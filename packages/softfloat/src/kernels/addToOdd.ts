import { float64, float64Words, HIGH, LOW } from "./float64Words.ts";

/**
 * `x + y` in binary64, rounded to odd: rounding it again to a format of 51 digits or fewer gives what one rounding of the
 * exact sum gives. Needs no overflow and no inexact subnormal, which sums of BF16 or binary32 products cannot reach.
 *
 * @see Boldo and Melquiond, “Emulation of FMA and correctly rounded sums”, 2008.
 */
export function addToOdd(x: number, y: number): number {
  const sum = x + y;
  const yRounded = sum - x;
  const error = x - (sum - yRounded) + (y - yRounded); // exact (Knuth's TwoSum), NaN where the sum is not finite
  if (!(error > 0 || error < 0)) return sum;

  float64[0] = sum;
  const low = float64Words[LOW]!;
  if ((low & 1) === 1) return sum;
  const movesOutward = error > 0 === sum > 0;
  if (!movesOutward && low === 0) float64Words[HIGH] = float64Words[HIGH]! - 1;
  float64Words[LOW] = movesOutward ? low + 1 : low - 1;
  return float64[0]!;
}
