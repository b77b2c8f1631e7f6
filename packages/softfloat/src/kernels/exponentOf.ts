import { float64, float64Words, HIGH } from "./float64Words.ts";

/**
 * `⌊log₂ |x|⌋`, from the biased exponent; exact for what is normal in binary64, as every binary32 number but 0 is. 1024 for
 * ±∞.
 */
export function exponentOf(x: number): number {
  float64[0] = x;
  return ((float64Words[HIGH]! >>> 20) & 0x7ff) - 1023;
}

/** `|x| / 2^exponentOf(x)`, at least 1 and below 2, for what is normal in binary64. */
export function significandOf(x: number): number {
  float64[0] = x;
  float64Words[HIGH] = (float64Words[HIGH]! & 0xfffff) | (1023 << 20);
  return float64[0]!;
}
