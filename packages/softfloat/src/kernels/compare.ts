import { bf16ToF64 } from "./bf16ToF64.ts";
import { f16ToF64 } from "./f16ToF64.ts";
import { f32ToF64 } from "./f32ToF64.ts";

/**
 * `a = b` for FP16 codes, without flags: the fast twin of `eq(FP16, a, b)`. NaN gives false; −0 equals +0.
 *
 * @see TestFloat `f16_eq`; IEEE 754-2019 §5.11.
 * @example
 * import { f16Eq } from "@binade/softfloat";
 *
 * f16Eq(0x8000, 0x0000); // true
 */
export function f16Eq(a: number, b: number): boolean {
  return f16ToF64(a) === f16ToF64(b);
}

/**
 * `a < b` for FP16 codes, without flags: the fast twin of `lt(FP16, a, b)`. NaN gives false; −0 equals +0.
 *
 * @see TestFloat `f16_lt`; IEEE 754-2019 §5.11.
 * @example
 * import { f16Lt } from "@binade/softfloat";
 *
 * f16Lt(0x3c00, 0x4000); // true
 */
export function f16Lt(a: number, b: number): boolean {
  return f16ToF64(a) < f16ToF64(b);
}

/**
 * `a ≤ b` for FP16 codes, without flags: the fast twin of `le(FP16, a, b)`. NaN gives false; −0 equals +0.
 *
 * @see TestFloat `f16_le`; IEEE 754-2019 §5.11.
 * @example
 * import { f16Le } from "@binade/softfloat";
 *
 * f16Le(0x3c00, 0x7e00); // false
 */
export function f16Le(a: number, b: number): boolean {
  return f16ToF64(a) <= f16ToF64(b);
}

/**
 * `a = b` for BF16 codes, without flags: the fast twin of `eq(BF16, a, b)`. NaN gives false; −0 equals +0.
 *
 * @see IEEE 754-2019 §5.11.
 * @example
 * import { bf16Eq } from "@binade/softfloat";
 *
 * bf16Eq(0x8000, 0x0000); // true
 */
export function bf16Eq(a: number, b: number): boolean {
  return bf16ToF64(a) === bf16ToF64(b);
}

/**
 * `a < b` for BF16 codes, without flags: the fast twin of `lt(BF16, a, b)`. NaN gives false; −0 equals +0.
 *
 * @see IEEE 754-2019 §5.11.
 * @example
 * import { bf16Lt } from "@binade/softfloat";
 *
 * bf16Lt(0x3f80, 0x4000); // true
 */
export function bf16Lt(a: number, b: number): boolean {
  return bf16ToF64(a) < bf16ToF64(b);
}

/**
 * `a ≤ b` for BF16 codes, without flags: the fast twin of `le(BF16, a, b)`. NaN gives false; −0 equals +0.
 *
 * @see IEEE 754-2019 §5.11.
 * @example
 * import { bf16Le } from "@binade/softfloat";
 *
 * bf16Le(0x3f80, 0x7fc0); // false
 */
export function bf16Le(a: number, b: number): boolean {
  return bf16ToF64(a) <= bf16ToF64(b);
}

/**
 * `a = b` for FP32 codes, without flags: the fast twin of `eq(FP32, a, b)`. NaN gives false; −0 equals +0.
 *
 * @see TestFloat `f32_eq`; IEEE 754-2019 §5.11.
 * @example
 * import { f32Eq } from "@binade/softfloat";
 *
 * f32Eq(0x80000000, 0x00000000); // true
 */
export function f32Eq(a: number, b: number): boolean {
  return f32ToF64(a) === f32ToF64(b);
}

/**
 * `a < b` for FP32 codes, without flags: the fast twin of `lt(FP32, a, b)`. NaN gives false; −0 equals +0.
 *
 * @see TestFloat `f32_lt`; IEEE 754-2019 §5.11.
 * @example
 * import { f32Lt } from "@binade/softfloat";
 *
 * f32Lt(0x3f800000, 0x40000000); // true
 */
export function f32Lt(a: number, b: number): boolean {
  return f32ToF64(a) < f32ToF64(b);
}

/**
 * `a ≤ b` for FP32 codes, without flags: the fast twin of `le(FP32, a, b)`. NaN gives false; −0 equals +0.
 *
 * @see TestFloat `f32_le`; IEEE 754-2019 §5.11.
 * @example
 * import { f32Le } from "@binade/softfloat";
 *
 * f32Le(0x3f800000, 0x7fc00000); // false
 */
export function f32Le(a: number, b: number): boolean {
  return f32ToF64(a) <= f32ToF64(b);
}
