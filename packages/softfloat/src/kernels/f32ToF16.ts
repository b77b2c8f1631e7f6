const f32Infinity = 0x7f800000;
const f32Of65536 = 0x47800000; //     2^(emax + 1) of FP16
const f32LeastNormal = 0x38800000; // 2^emin of FP16
const f32HalfLeast = 0x33000000; //   2^-25: the tie between 0 and the least subnormal
const rebias = (127 - 15) << 23;

/**
 * A binary32 code rounded to an FP16 code, ties to even; integer-only.
 *
 * Any NaN gives 0x7e00. ±∞ and ±0 keep their sign; magnitudes from 65520 give ±∞; FP16 subnormals are kept.
 * Accuracy: correctly rounded.
 *
 * @see SoftFloat 3e `f32_to_f16.c`; IEEE 754-2019 §5.4.2.
 * @example
 * import { f32ToF16 } from "@binade/softfloat";
 *
 * f32ToF16(0x3f800000); // 0x3c00
 */
export function f32ToF16(bits: number): number {
  const sign = (bits >>> 16) & 0x8000;
  const magnitude = bits & 0x7fffffff;
  if (magnitude >= f32LeastNormal) {
    if (magnitude >= f32Of65536) return magnitude > f32Infinity ? 0x7e00 : sign | 0x7c00;
    // 13 digits go: add just under half, and the last digit kept for the tie; a carry runs into the exponent
    return sign | ((magnitude - rebias + 0xfff + ((magnitude >>> 13) & 1)) >>> 13);
  }
  if (magnitude <= f32HalfLeast) return sign;

  const shift = 126 - (magnitude >>> 23); // 14 … 24, to units of 2^-24
  const significand = (magnitude & 0x7fffff) | 0x800000;
  const justUnderHalf = (1 << (shift - 1)) - 1;
  return sign | ((significand + justUnderHalf + ((significand >>> shift) & 1)) >>> shift);
}
