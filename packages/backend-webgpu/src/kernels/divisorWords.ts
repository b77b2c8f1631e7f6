/** A divisor as `wgsl/divided.wgsl` wants it. */
export interface DivisorWords {
  readonly magic: number;
  readonly shift: number;
}

/**
 * Words by which ⌊i ÷ d⌋ = ⌊2i·magic ÷ 2^32⌋ ÷ 2^shift for all i < 2^31: magic = ⌈2^(31 + shift) ÷ d⌉ with the shift
 * ⌈log2 d⌉, so that it exceeds the quotient by less than 2^shift ÷ d, too little to reach the next integer.
 *
 * @param divisor - 1 … 2^31.
 * @see Granlund and Montgomery, "Division by invariant integers using multiplication", 1994.
 */
export function divisorWords(divisor: number): DivisorWords {
  const shift = 32 - Math.clz32(divisor - 1);
  const power = 0x80000000 * ((1 << shift) >>> 0); // 2^(31 + shift), exact, as is the remainder
  const rest = power % divisor;
  return { magic: (power - rest) / divisor + (rest === 0 ? 0 : 1), shift };
}
