import { wordOfValue } from "./float32Word.ts";

/**
 * A number rounded to a binary32 code, ties to even: the fast twin of `encode(FP32, x)`.
 *
 * NaN gives 0x7fc00000. ±∞ and ±0 keep their sign. Accuracy: correctly rounded.
 *
 * @see TestFloat `f64_to_f32`; IEEE 754-2019 §5.4.2.
 * @example
 * import { f64ToF32 } from "@binade/softfloat";
 *
 * f64ToF32(0.1); // 0x3dcccccd
 */
export function f64ToF32(x: number): number {
  return Number.isNaN(x) ? 0x7fc00000 : wordOfValue(x);
}
