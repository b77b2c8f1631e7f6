/**
 * Binary32 arithmetic on codes through binary64, one rounding each.
 *
 * Products of binary32 numbers are exact in binary64. Sums, quotients and roots need not be, but 53 digits ≥ 2 · 24 + 2,
 * which makes the second rounding innocuous (Figueroa, “When is double rounding innocuous?”, 1995); a subnormal quotient
 * has fewer digits still. That does not hold for the fused multiply-add: its sum is rounded to odd first.
 */
import { addToOdd } from "./addToOdd.ts";
import { f32ToF64 } from "./f32ToF64.ts";
import { f64ToF32 } from "./f64ToF32.ts";

/**
 * `a + b` in binary32, ties to even, without flags: the fast twin of `add(FP32, a, b)`, special values included.
 *
 * Accuracy: correctly rounded.
 *
 * @see TestFloat `f32_add`; IEEE 754-2019 §5.4.1.
 * @example
 * import { f32Add } from "@binade/softfloat";
 *
 * f32Add(0x3f800000, 0x3f800000); // 0x40000000
 */
export function f32Add(a: number, b: number): number {
  return f64ToF32(f32ToF64(a) + f32ToF64(b));
}

/**
 * `a − b` in binary32, ties to even, without flags: the fast twin of `sub(FP32, a, b)`, special values included.
 *
 * Accuracy: correctly rounded.
 *
 * @see TestFloat `f32_sub`; IEEE 754-2019 §5.4.1.
 * @example
 * import { f32Sub } from "@binade/softfloat";
 *
 * f32Sub(0x3f800000, 0x3f800000); // 0x00000000
 */
export function f32Sub(a: number, b: number): number {
  return f64ToF32(f32ToF64(a) - f32ToF64(b));
}

/**
 * `a · b` in binary32, ties to even, without flags: the fast twin of `mul(FP32, a, b)`, special values included.
 *
 * Accuracy: correctly rounded.
 *
 * @see TestFloat `f32_mul`; IEEE 754-2019 §5.4.1.
 * @example
 * import { f32Mul } from "@binade/softfloat";
 *
 * f32Mul(0x40000000, 0xc0400000); // 0xc0c00000
 */
export function f32Mul(a: number, b: number): number {
  return f64ToF32(f32ToF64(a) * f32ToF64(b));
}

/**
 * `a / b` in binary32, ties to even, without flags: the fast twin of `div(FP32, a, b)`, special values included.
 *
 * Accuracy: correctly rounded.
 *
 * @see TestFloat `f32_div`; IEEE 754-2019 §5.4.1.
 * @example
 * import { f32Div } from "@binade/softfloat";
 *
 * f32Div(0x3f800000, 0x40400000); // 0x3eaaaaab
 */
export function f32Div(a: number, b: number): number {
  return f64ToF32(f32ToF64(a) / f32ToF64(b));
}

/**
 * `√a` in binary32, ties to even, without flags: the fast twin of `sqrt(FP32, a)`, special values included.
 *
 * Accuracy: correctly rounded.
 *
 * @see TestFloat `f32_sqrt`; IEEE 754-2019 §5.4.1.
 * @example
 * import { f32Sqrt } from "@binade/softfloat";
 *
 * f32Sqrt(0x40000000); // 0x3fb504f3
 */
export function f32Sqrt(a: number): number {
  return f64ToF32(Math.sqrt(f32ToF64(a)));
}

/**
 * `a · b + c` in binary32 with one rounding, ties to even, without flags: the fast twin of `fma(FP32, a, b, c)`.
 *
 * The product has at most 48 digits and is exact in binary64. The sum is rounded to odd there, so that the second rounding
 * sees on which side of a tie the exact value lies: 1.5 · (1 + 2^-23) − 2^-100 is 0x3fc00001, and 0x3fc00002 without it.
 * Accuracy: correctly rounded.
 *
 * @see Boldo and Melquiond, “Emulation of FMA and correctly rounded sums”, 2008; TestFloat `f32_mulAdd`.
 * @example
 * import { f32MulAdd } from "@binade/softfloat";
 *
 * f32MulAdd(0x3fc00000, 0x3f800001, 0x8d800000); // 0x3fc00001
 */
export function f32MulAdd(a: number, b: number, c: number): number {
  return f64ToF32(addToOdd(f32ToF64(a) * f32ToF64(b), f32ToF64(c)));
}
