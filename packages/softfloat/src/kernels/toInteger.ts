import { bf16ToF64 } from "./bf16ToF64.ts";
import { f16ToF64 } from "./f16ToF64.ts";
import { f32ToF64 } from "./f32ToF64.ts";
import { nearestInteger } from "./nearestInteger.ts";

/**
 * An FP16 code as a signed 32-bit integer, ties to even, without flags: the fast twin of `toInt(FP16, a)`.
 *
 * NaN gives 0; what lies beyond gives the ends of the range. Accuracy: correctly rounded.
 *
 * @see TestFloat `f16_to_i32`; IEEE 754-2019 §5.8.
 * @example
 * import { f16ToI32 } from "@binade/softfloat";
 *
 * f16ToI32(0xbe00); // -2
 */
export function f16ToI32(a: number): number {
  return saturated(f16ToF64(a), -0x80000000, 0x7fffffff);
}

/**
 * An FP16 code as an unsigned 32-bit integer, ties to even, without flags: the fast twin of `toInt(FP16, a, { signed: false })`.
 *
 * NaN gives 0; what lies beyond gives 0 or 2^32 − 1. Accuracy: correctly rounded.
 *
 * @see TestFloat `f16_to_ui32`; IEEE 754-2019 §5.8.
 * @example
 * import { f16ToUi32 } from "@binade/softfloat";
 *
 * f16ToUi32(0xbe00); // 0
 */
export function f16ToUi32(a: number): number {
  return saturated(f16ToF64(a), 0, 0xffffffff);
}

/**
 * A BF16 code as a signed 32-bit integer, ties to even, without flags: the fast twin of `toInt(BF16, a)`.
 *
 * NaN gives 0; what lies beyond gives the ends of the range. Accuracy: correctly rounded.
 *
 * @see IEEE 754-2019 §5.8.
 * @example
 * import { bf16ToI32 } from "@binade/softfloat";
 *
 * bf16ToI32(0xbfc0); // -2
 */
export function bf16ToI32(a: number): number {
  return saturated(bf16ToF64(a), -0x80000000, 0x7fffffff);
}

/**
 * A BF16 code as an unsigned 32-bit integer, ties to even, without flags: the fast twin of `toInt(BF16, a, { signed: false })`.
 *
 * NaN gives 0; what lies beyond gives 0 or 2^32 − 1. Accuracy: correctly rounded.
 *
 * @see IEEE 754-2019 §5.8.
 * @example
 * import { bf16ToUi32 } from "@binade/softfloat";
 *
 * bf16ToUi32(0xbfc0); // 0
 */
export function bf16ToUi32(a: number): number {
  return saturated(bf16ToF64(a), 0, 0xffffffff);
}

/**
 * A FP32 code as a signed 32-bit integer, ties to even, without flags: the fast twin of `toInt(FP32, a)`.
 *
 * NaN gives 0; what lies beyond gives the ends of the range. Accuracy: correctly rounded.
 *
 * @see TestFloat `f32_to_i32`; IEEE 754-2019 §5.8.
 * @example
 * import { f32ToI32 } from "@binade/softfloat";
 *
 * f32ToI32(0xbfc00000); // -2
 */
export function f32ToI32(a: number): number {
  return saturated(f32ToF64(a), -0x80000000, 0x7fffffff);
}

/**
 * A FP32 code as an unsigned 32-bit integer, ties to even, without flags: the fast twin of `toInt(FP32, a, { signed: false })`.
 *
 * NaN gives 0; what lies beyond gives 0 or 2^32 − 1. Accuracy: correctly rounded.
 *
 * @see TestFloat `f32_to_ui32`; IEEE 754-2019 §5.8.
 * @example
 * import { f32ToUi32 } from "@binade/softfloat";
 *
 * f32ToUi32(0xbfc00000); // 0
 */
export function f32ToUi32(a: number): number {
  return saturated(f32ToF64(a), 0, 0xffffffff);
}

function saturated(x: number, least: number, greatest: number): number {
  if (Number.isNaN(x)) return 0;
  return Math.min(Math.max(nearestInteger(x), least), greatest) + 0; // −0 becomes 0
}
