import { f16ToF32 } from "./f16ToF32.ts";
import { valueOfWord } from "./float32Word.ts";

/**
 * The value of an FP16 code, as a number: the fast twin of `decode(FP16, code)`.
 *
 * Any NaN gives NaN. ±∞, ±0 and subnormals keep their value. Accuracy: exact.
 *
 * @see TestFloat `f16_to_f64`; IEEE 754-2019 §5.4.2.
 * @example
 * import { f16ToF64 } from "@binade/softfloat";
 *
 * f16ToF64(0x3c01); // 1.0009765625
 */
export function f16ToF64(bits: number): number {
  return valueOfWord(f16ToF32(bits));
}
