import { bf16ToF64 } from "./bf16ToF64.ts";
import { f16ToF64 } from "./f16ToF64.ts";
import { f32ToF64 } from "./f32ToF64.ts";
import { f64ToBf16 } from "./f64ToBf16.ts";
import { f64ToF16 } from "./f64ToF16.ts";
import { f64ToF32 } from "./f64ToF32.ts";
import { nearestInteger } from "./nearestInteger.ts";

/**
 * The integer in FP16 that a number rounds to, ties to even, without flags: the fast twin of `roundToIntegral(FP16, a)`,
 * special values included. Accuracy: exact.
 *
 * @see TestFloat `f16_roundToInt`; IEEE 754-2019 §5.9.
 * @example
 * import { f16RoundToInt } from "@binade/softfloat";
 *
 * f16RoundToInt(0x4100); // 0x4000
 */
export function f16RoundToInt(a: number): number {
  return f64ToF16(nearestInteger(f16ToF64(a)));
}

/**
 * The integer in BF16 that a number rounds to, ties to even, without flags: the fast twin of `roundToIntegral(BF16, a)`,
 * special values included. Accuracy: exact.
 *
 * @see IEEE 754-2019 §5.9.
 * @example
 * import { bf16RoundToInt } from "@binade/softfloat";
 *
 * bf16RoundToInt(0x4020); // 0x4000
 */
export function bf16RoundToInt(a: number): number {
  return f64ToBf16(nearestInteger(bf16ToF64(a)));
}

/**
 * The integer in FP32 that a number rounds to, ties to even, without flags: the fast twin of `roundToIntegral(FP32, a)`,
 * special values included. Accuracy: exact.
 *
 * @see TestFloat `f32_roundToInt`; IEEE 754-2019 §5.9.
 * @example
 * import { f32RoundToInt } from "@binade/softfloat";
 *
 * f32RoundToInt(0x40200000); // 0x40000000
 */
export function f32RoundToInt(a: number): number {
  return f64ToF32(nearestInteger(f32ToF64(a)));
}
