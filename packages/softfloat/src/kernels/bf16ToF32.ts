/**
 * A BF16 code as a binary32 code.
 *
 * Any NaN gives 0x7fc00000. ±∞, ±0 and subnormals keep their value. Accuracy: exact.
 *
 * @see IEEE 754-2019 §5.4.2.
 * @example
 * import { bf16ToF32 } from "@binade/softfloat";
 *
 * bf16ToF32(0xc000); // 0xc0000000
 */
export function bf16ToF32(bits: number): number {
  return (bits & 0x7fff) > 0x7f80 ? 0x7fc00000 : (bits << 16) >>> 0;
}
