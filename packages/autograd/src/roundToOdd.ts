/** Scratch: one f32 and its bits. */
const value = new Float32Array(1);
const bits = new Uint32Array(value.buffer);

/**
 * Round to f32 toward zero, and set the last bit if anything was lost. Rounding the result once more, to a format of at
 * most 22 bits, then gives what one rounding of `x` would: no tie is made that was none.
 *
 * @see S. Boldo and G. Melquiond, «Emulation of FMA and correctly rounded sums», IEEE Transactions on Computers 57 (2008).
 */
export function roundToOdd(x: number): number {
  value[0] = x;
  const nearest = value[0] as number;
  if (nearest === x || Number.isNaN(x)) return nearest;
  if (Math.abs(nearest) > Math.abs(x)) bits[0] = (bits[0] as number) - 1;
  bits[0] = (bits[0] as number) | 1;
  return value[0] as number;
}
