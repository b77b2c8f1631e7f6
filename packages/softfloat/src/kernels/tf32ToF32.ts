/**
 * A TF32 code of 19 bits as a binary32 code.
 *
 * Any NaN gives 0x7fc00000. ±∞, ±0 and subnormals keep their value. Accuracy: exact.
 *
 * @see NVIDIA, “Parallel Thread Execution ISA”, alternate floating-point data formats.
 * @example
 * import { tf32ToF32 } from "@binade/softfloat";
 *
 * tf32ToF32(0x22401); // 0x44802000
 */
export function tf32ToF32(bits: number): number {
  return (bits & 0x3ffff) > 0x3fc00 ? 0x7fc00000 : (bits << 13) >>> 0;
}
