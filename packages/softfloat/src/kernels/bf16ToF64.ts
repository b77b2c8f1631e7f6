import { bf16ToF32 } from "./bf16ToF32.ts";
import { valueOfWord } from "./float32Word.ts";

/**
 * The value of a BF16 code, as a number: the fast twin of `decode(BF16, code)`.
 *
 * Any NaN gives NaN. ±∞, ±0 and subnormals keep their value. Accuracy: exact.
 *
 * @see IEEE 754-2019 §5.4.2.
 * @example
 * import { bf16ToF64 } from "@binade/softfloat";
 *
 * bf16ToF64(0x3f81); // 1.0078125
 */
export function bf16ToF64(bits: number): number {
  return valueOfWord(bf16ToF32(bits));
}
