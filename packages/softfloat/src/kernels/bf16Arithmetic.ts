/**
 * BF16 arithmetic through binary64, one rounding each.
 *
 * Products of BF16 numbers are exact in binary64. Sums, quotients and roots need not be, but 53 digits ≥ 2 · 8 + 2, which
 * makes the second rounding innocuous (Figueroa, “When is double rounding innocuous?”, 1995). That does not hold for the
 * fused multiply-add: its sum is rounded to odd first.
 */
import { addToOdd } from "./addToOdd.ts";
import { bf16ToF64 } from "./bf16ToF64.ts";
import { f64ToBf16 } from "./f64ToBf16.ts";

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
  return f64ToBf16(bf16ToF64(a) + bf16ToF64(b));
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
  return f64ToBf16(bf16ToF64(a) - bf16ToF64(b));
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
  return f64ToBf16(bf16ToF64(a) * bf16ToF64(b));
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
  return f64ToBf16(bf16ToF64(a) / bf16ToF64(b));
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
  return f64ToBf16(Math.sqrt(bf16ToF64(a)));
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
  return f64ToBf16(addToOdd(bf16ToF64(a) * bf16ToF64(b), bf16ToF64(c)));
}
