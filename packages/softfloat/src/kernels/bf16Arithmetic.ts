/**
 * BF16 arithmetic through binary64, one rounding each.
 *
 * Products of BF16 numbers are exact in binary64. Sums, quotients and roots need not be, but 53 digits ≥ 2 · 8 + 2, which
 * makes the second rounding innocuous (Figueroa, “When is double rounding innocuous?”, 1995). That does not hold for the
 * fused multiply-add: its sum is rounded to odd first.
 */
import { bf16ToF32 } from "./bf16ToF32.ts";
import { f64ToBf16 } from "./f64ToBf16.ts";
import { valueOfWord } from "./float32Word.ts";
import { float64, float64Words, HIGH, LOW } from "./float64Words.ts";

/**
 * `a + b` in BF16, ties to even, without flags: the fast twin of `add(BF16, a, b)`, special values included.
 *
 * Accuracy: correctly rounded.
 *
 * @see IEEE 754-2019 §5.4.1.
 * @example
 * import { bf16Add } from "@binade/softfloat";
 *
 * bf16Add(0x4380, 0x3f80); // 0x4380
 */
export function bf16Add(a: number, b: number): number {
  return f64ToBf16(numberOf(a) + numberOf(b));
}

/**
 * `a − b` in BF16, ties to even, without flags: the fast twin of `sub(BF16, a, b)`, special values included.
 *
 * Accuracy: correctly rounded.
 *
 * @see IEEE 754-2019 §5.4.1.
 * @example
 * import { bf16Sub } from "@binade/softfloat";
 *
 * bf16Sub(0x4000, 0x3f80); // 0x3f80
 */
export function bf16Sub(a: number, b: number): number {
  return f64ToBf16(numberOf(a) - numberOf(b));
}

/**
 * `a · b` in BF16, ties to even, without flags: the fast twin of `mul(BF16, a, b)`, special values included.
 *
 * Accuracy: correctly rounded.
 *
 * @see IEEE 754-2019 §5.4.1.
 * @example
 * import { bf16Mul } from "@binade/softfloat";
 *
 * bf16Mul(0x3fc0, 0x3f81); // 0x3fc2
 */
export function bf16Mul(a: number, b: number): number {
  return f64ToBf16(numberOf(a) * numberOf(b));
}

/**
 * `a / b` in BF16, ties to even, without flags: the fast twin of `div(BF16, a, b)`, special values included.
 *
 * Accuracy: correctly rounded.
 *
 * @see IEEE 754-2019 §5.4.1.
 * @example
 * import { bf16Div } from "@binade/softfloat";
 *
 * bf16Div(0x3f80, 0x4040); // 0x3eab
 */
export function bf16Div(a: number, b: number): number {
  return f64ToBf16(numberOf(a) / numberOf(b));
}

/**
 * `√a` in BF16, ties to even, without flags: the fast twin of `sqrt(BF16, a)`, special values included.
 *
 * Accuracy: correctly rounded.
 *
 * @see IEEE 754-2019 §5.4.1.
 * @example
 * import { bf16Sqrt } from "@binade/softfloat";
 *
 * bf16Sqrt(0x4000); // 0x3fb5
 */
export function bf16Sqrt(a: number): number {
  return f64ToBf16(Math.sqrt(numberOf(a)));
}

/**
 * `a · b + c` in BF16 with one rounding, ties to even, without flags: the fast twin of `fma(BF16, a, b, c)`.
 *
 * The product is exact in binary64. The sum is rounded to odd there, so that the second rounding sees on which side of a
 * tie the exact value lies: 1.5 · (1 + 2^-7) − 2^-100 is 0x3fc1, and 0x3fc2 without it. Accuracy: correctly rounded.
 *
 * @see Boldo and Melquiond, “Emulation of FMA and correctly rounded sums”, 2008; IEEE 754-2019 §5.4.1.
 * @example
 * import { bf16MulAdd } from "@binade/softfloat";
 *
 * bf16MulAdd(0x3fc0, 0x3f81, 0x8d80); // 0x3fc1
 */
export function bf16MulAdd(a: number, b: number, c: number): number {
  return f64ToBf16(addToOdd(numberOf(a) * numberOf(b), numberOf(c)));
}

/** `x + y` rounded to odd. Needs no overflow and no inexact subnormal, which BF16 products and numbers cannot reach. */
function addToOdd(x: number, y: number): number {
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

function numberOf(code: number): number {
  return valueOfWord(bf16ToF32(code));
}
