const rebias = (127 - 15) << 23;

/**
 * An FP16 code as a binary32 code; integer-only.
 *
 * Any NaN gives 0x7fc00000. ±∞, ±0 and subnormals keep their value. Accuracy: exact.
 *
 * @see SoftFloat 3e `f16_to_f32.c`; IEEE 754-2019 §5.4.2.
 * @example
 * import { f16ToF32 } from "@binade/softfloat";
 *
 * f16ToF32(0xc000); // 0xc0000000
 */
export function f16ToF32(bits: number): number {
  const sign = (bits & 0x8000) << 16;
  const magnitude = bits & 0x7fff;
  if (magnitude >= 0x7c00) return magnitude > 0x7c00 ? 0x7fc00000 : (sign | 0x7f800000) >>> 0;
  if (magnitude >= 0x0400) return (sign | ((magnitude << 13) + rebias)) >>> 0;
  if (magnitude === 0) return sign >>> 0;

  // magnitude · 2^-24, normalised: the leading digit becomes the implicit one
  const shift = Math.clz32(magnitude) - 8; // 14 … 23
  return (sign | (((125 - shift) << 23) + (magnitude << shift))) >>> 0;
}
