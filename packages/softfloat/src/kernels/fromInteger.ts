import { f64ToBf16 } from "./f64ToBf16.ts";
import { f64ToF16 } from "./f64ToF16.ts";
import { f64ToF32 } from "./f64ToF32.ts";

/**
 * A signed 32-bit integer rounded to an FP16 code, ties to even, without flags: the fast twin of `fromInt(FP16, integer)`.
 *
 * Accuracy: correctly rounded.
 *
 * @see TestFloat `i32_to_f16`; IEEE 754-2019 §5.4.1.
 * @example
 * import { i32ToF16 } from "@binade/softfloat";
 *
 * i32ToF16(2049); // 0x6800
 */
export function i32ToF16(integer: number): number {
  return f64ToF16(integer + 0); // −0 becomes 0
}

/**
 * An unsigned 32-bit integer rounded to an FP16 code, ties to even, without flags: the fast twin of `fromInt(FP16, integer)`.
 *
 * Accuracy: correctly rounded.
 *
 * @see TestFloat `ui32_to_f16`; IEEE 754-2019 §5.4.1.
 * @example
 * import { ui32ToF16 } from "@binade/softfloat";
 *
 * ui32ToF16(4294967295); // 0x7c00
 */
export function ui32ToF16(integer: number): number {
  return f64ToF16(integer + 0); // −0 becomes 0
}

/**
 * A signed 32-bit integer rounded to a BF16 code, ties to even, without flags: the fast twin of `fromInt(BF16, integer)`.
 *
 * Accuracy: correctly rounded.
 *
 * @see IEEE 754-2019 §5.4.1.
 * @example
 * import { i32ToBf16 } from "@binade/softfloat";
 *
 * i32ToBf16(257); // 0x4380
 */
export function i32ToBf16(integer: number): number {
  return f64ToBf16(integer + 0); // −0 becomes 0
}

/**
 * An unsigned 32-bit integer rounded to a BF16 code, ties to even, without flags: the fast twin of `fromInt(BF16, integer)`.
 *
 * Accuracy: correctly rounded.
 *
 * @see IEEE 754-2019 §5.4.1.
 * @example
 * import { ui32ToBf16 } from "@binade/softfloat";
 *
 * ui32ToBf16(4294967295); // 0x4f80
 */
export function ui32ToBf16(integer: number): number {
  return f64ToBf16(integer + 0); // −0 becomes 0
}

/**
 * A signed 32-bit integer rounded to a FP32 code, ties to even, without flags: the fast twin of `fromInt(FP32, integer)`.
 *
 * Accuracy: correctly rounded.
 *
 * @see TestFloat `i32_to_f32`; IEEE 754-2019 §5.4.1.
 * @example
 * import { i32ToF32 } from "@binade/softfloat";
 *
 * i32ToF32(16777217); // 0x4b800000
 */
export function i32ToF32(integer: number): number {
  return f64ToF32(integer + 0); // −0 becomes 0
}

/**
 * An unsigned 32-bit integer rounded to a FP32 code, ties to even, without flags: the fast twin of `fromInt(FP32, integer)`.
 *
 * Accuracy: correctly rounded.
 *
 * @see TestFloat `ui32_to_f32`; IEEE 754-2019 §5.4.1.
 * @example
 * import { ui32ToF32 } from "@binade/softfloat";
 *
 * ui32ToF32(4294967295); // 0x4f800000
 */
export function ui32ToF32(integer: number): number {
  return f64ToF32(integer + 0); // −0 becomes 0
}
