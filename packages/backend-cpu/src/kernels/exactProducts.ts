import { type Dtype, dtypes } from "@binade/backend";

/** Binary exponents of the smallest non-zero and the largest magnitude of an operand, and its significand bits. */
export interface OperandRange {
  readonly precision: number;
  readonly smallest: number;
  readonly largest: number;
}

/** What the values of an operand span. Infinity and NaN count as exponent 128. */
export function operandRange(values: Float32Array, precision: number): OperandRange {
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length);
  let smallest = 0x7fffffff;
  let largest = 0;
  for (let i = 0; i < words.length; i++) {
    const magnitude = words[i]! & 0x7fffffff;
    if (magnitude > largest) largest = magnitude;
    if (magnitude !== 0 && magnitude < smallest) smallest = magnitude;
  }
  // A subnormal f32 counts as far too small: its field 0 stands for exponents down to −149.
  return { precision, smallest: smallest < 0x800000 ? -149 : (smallest >>> 23) - 127, largest: (largest >>> 23) - 127 };
}

/**
 * Whether a·b is an f32 for every pair, so that rounding the product changes nothing: it has at most 24 significant
 * bits, none of them below 2^-149, and does not overflow.
 */
export function productsAreExact(a: OperandRange, b: OperandRange): boolean {
  const bits = a.precision + b.precision;
  return bits <= 24 && a.smallest + b.smallest - (bits - 2) >= -149 && a.largest + b.largest + 2 <= 127;
}

/** Significand bits of an operand as `matmul` multiplies it. */
export function operandPrecision(dtype: Dtype, isTf32: boolean): number {
  return isTf32 && dtype === "f32" ? 11 : dtypes[dtype].precision;
}
