import { bf16ToF64 } from "./bf16ToF64.ts";
import { f16ToF64 } from "./f16ToF64.ts";
import { f32ToF64 } from "./f32ToF64.ts";
import { f64ToBf16 } from "./f64ToBf16.ts";
import { f64ToF16 } from "./f64ToF16.ts";
import { f64ToF32 } from "./f64ToF32.ts";

/**
 * The remainder of `a / b`, the quotient rounded to the nearest integer and ties to even, in FP16: the fast twin of
 * `remainder(FP16, a, b)`, special values included. Accuracy: exact.
 *
 * @see TestFloat `f16_rem`; IEEE 754-2019 §5.3.1.
 * @example
 * import { f16Rem } from "@binade/softfloat";
 *
 * f16Rem(0x4500, 0x4200); // 0xbc00
 */
export function f16Rem(a: number, b: number): number {
  return f64ToF16(remainderOf(f16ToF64(a), f16ToF64(b)));
}

/**
 * The remainder of `a / b`, the quotient rounded to the nearest integer and ties to even, in BF16: the fast twin of
 * `remainder(BF16, a, b)`, special values included. Accuracy: exact.
 *
 * @see IEEE 754-2019 §5.3.1.
 * @example
 * import { bf16Rem } from "@binade/softfloat";
 *
 * bf16Rem(0x40a0, 0x4040); // 0xbf80
 */
export function bf16Rem(a: number, b: number): number {
  return f64ToBf16(remainderOf(bf16ToF64(a), bf16ToF64(b)));
}

/**
 * The remainder of `a / b`, the quotient rounded to the nearest integer and ties to even, in FP32: the fast twin of
 * `remainder(FP32, a, b)`, special values included. Accuracy: exact.
 *
 * @see TestFloat `f32_rem`; IEEE 754-2019 §5.3.1.
 * @example
 * import { f32Rem } from "@binade/softfloat";
 *
 * f32Rem(0x40a00000, 0x40400000); // 0xbf800000
 */
export function f32Rem(a: number, b: number): number {
  return f64ToF32(remainderOf(f32ToF64(a), f32ToF64(b)));
}

/** From the exact remainder by `2|y|`, which keeps the parity of the quotient. Needs a finite `2y`. */
function remainderOf(x: number, y: number): number {
  const divisor = Math.abs(y);
  const rest = Math.abs(x) % (2 * divisor);
  const signed = rest <= 0.5 * divisor ? rest : rest - multiple(rest, divisor);
  return x < 0 || Object.is(x, -0) ? -signed : signed;
}

/** The nearer of `divisor` and its double; of two equally near, the even one. */
function multiple(rest: number, divisor: number): number {
  return rest < 1.5 * divisor ? divisor : 2 * divisor;
}
