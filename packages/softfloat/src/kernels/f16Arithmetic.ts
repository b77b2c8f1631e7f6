/**
 * FP16 arithmetic through binary64, one rounding each.
 *
 * Sums and products of FP16 numbers are exact in binary64. Quotients and roots are not, but 53 digits ≥ 2 · 11 + 2, which
 * makes the second rounding innocuous (Figueroa, “When is double rounding innocuous?”, 1995).
 */
import { f16ToF64 } from "./f16ToF64.ts";
import { f64ToF16 } from "./f64ToF16.ts";

/**
 * `a + b` in FP16, ties to even, without flags: the fast twin of `add(FP16, a, b)`, special values included.
 *
 * Accuracy: correctly rounded.
 *
 * @see TestFloat `f16_add`; IEEE 754-2019 §5.4.1.
 * @example
 * import { f16Add } from "@binade/softfloat";
 *
 * f16Add(0x3c00, 0x3c00); // 0x4000
 */
export function f16Add(a: number, b: number): number {
  return f64ToF16(f16ToF64(a) + f16ToF64(b));
}

/**
 * `a − b` in FP16, ties to even, without flags: the fast twin of `sub(FP16, a, b)`, special values included.
 *
 * Accuracy: correctly rounded.
 *
 * @see TestFloat `f16_sub`; IEEE 754-2019 §5.4.1.
 * @example
 * import { f16Sub } from "@binade/softfloat";
 *
 * f16Sub(0x3c00, 0x3c00); // 0x0000
 */
export function f16Sub(a: number, b: number): number {
  return f64ToF16(f16ToF64(a) - f16ToF64(b));
}

/**
 * `a · b` in FP16, ties to even, without flags: the fast twin of `mul(FP16, a, b)`, special values included.
 *
 * Accuracy: correctly rounded.
 *
 * @see TestFloat `f16_mul`; IEEE 754-2019 §5.4.1.
 * @example
 * import { f16Mul } from "@binade/softfloat";
 *
 * f16Mul(0x4000, 0xbe00); // 0xc200
 */
export function f16Mul(a: number, b: number): number {
  return f64ToF16(f16ToF64(a) * f16ToF64(b));
}

/**
 * `a / b` in FP16, ties to even, without flags: the fast twin of `div(FP16, a, b)`, special values included.
 *
 * Accuracy: correctly rounded.
 *
 * @see TestFloat `f16_div`; IEEE 754-2019 §5.4.1.
 * @example
 * import { f16Div } from "@binade/softfloat";
 *
 * f16Div(0x3c00, 0x4200); // 0x3555
 */
export function f16Div(a: number, b: number): number {
  return f64ToF16(f16ToF64(a) / f16ToF64(b));
}

/**
 * `√a` in FP16, ties to even, without flags: the fast twin of `sqrt(FP16, a)`, special values included.
 *
 * Accuracy: correctly rounded.
 *
 * @see TestFloat `f16_sqrt`; IEEE 754-2019 §5.4.1.
 * @example
 * import { f16Sqrt } from "@binade/softfloat";
 *
 * f16Sqrt(0x4000); // 0x3da8
 */
export function f16Sqrt(a: number): number {
  return f64ToF16(Math.sqrt(f16ToF64(a)));
}

/**
 * `a · b + c` in FP16 with one rounding, ties to even, without flags: the fast twin of `fma(FP16, a, b, c)`.
 *
 * The product is exact in binary64; the sum may not be, and still rounds as the exact one. It could go wrong only where
 * the exact sum `s` is not an FP16 midpoint `m` but its binary64 rounding is, so `0 < |s − m| ≤ 2^-38` (half a unit of
 * binary64 below 65536) and, `s` being a multiple of 2^-48, `|s| ≥ 32`. There, `m` is a multiple of 2^-6, and either
 *
 * - `|a · b| ≥ 16`: then `a · b` is a multiple of 2^-17, so `s − m` is one of 2^-24 and not that small; or
 * - `|a · b| < 16`, `|c| ≥ 16`: `c − m` is a multiple of 2^-6, not 0 because a midpoint is no FP16 number, and
 *   `a · b` lies within 2^-38 of one too, off it; its 22 digits reach no further than 2^-28 there.
 *
 * Accuracy: correctly rounded.
 *
 * @see TestFloat `f16_mulAdd`; IEEE 754-2019 §5.4.1.
 * @example
 * import { f16MulAdd } from "@binade/softfloat";
 *
 * f16MulAdd(0x4000, 0x4200, 0x3c00); // 0x4700
 */
export function f16MulAdd(a: number, b: number, c: number): number {
  return f64ToF16(f16ToF64(a) * f16ToF64(b) + f16ToF64(c));
}
