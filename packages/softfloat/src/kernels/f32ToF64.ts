import { valueOfWord } from "./float32Word.ts";

/**
 * The value of a binary32 code, as a number: the fast twin of `decode(FP32, code)`.
 *
 * Any NaN gives NaN. ±∞, ±0 and subnormals keep their value. Accuracy: exact.
 *
 * @see TestFloat `f32_to_f64`; IEEE 754-2019 §5.4.2.
 * @example
 * import { f32ToF64 } from "@binade/softfloat";
 *
 * f32ToF64(0xc0000000); // -2
 */
export function f32ToF64(bits: number): number {
  return valueOfWord(bits);
}
