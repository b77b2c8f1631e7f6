import { float64, float64Words, HIGH, LOW } from "../../kernels/float64Words.ts";

/** Exponent of a binary64 number, at least `emin`; 1024 for ∞ and NaN. */
export function exponentOf(x: number, emin: number): number {
  float64[0] = x;
  return Math.max(((float64Words[HIGH]! >>> 20) & 0x7ff) - 1023, emin);
}

/** `2^exponent` where that is a normal binary64 number. */
export function powerOfTwo(exponent: number): number {
  float64Words[HIGH] = (exponent + 1023) << 20;
  float64Words[LOW] = 0;
  return float64[0]!;
}
