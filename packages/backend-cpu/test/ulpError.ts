const float = new Float64Array(1); //             scratch
const words = new Int32Array(float.buffer); //    scratch: [low, high]

const infinityStandIn = 2 ** 128; // one ulp above the largest finite value
const leastExponent = -126; //       of a normal binary32 value; below it the ulp no longer shrinks
const greatestExponent = 127;

const bounded = (x: number): number => Math.min(Math.max(x, -infinityStandIn), infinityStandIn);

/**
 * Distance of a binary32 result from the exact value, in ulps of the exact value in binary32.
 * An infinite result counts as ±2^128, as does an exact value beyond it. NaN against NaN is 0, against a number ∞.
 */
export function ulpError(actual: number, exact: number): number {
  if (actual === exact) return 0;
  if (Number.isNaN(actual) || Number.isNaN(exact)) return Number.isNaN(actual) && Number.isNaN(exact) ? 0 : Infinity;

  const target = bounded(exact);
  float[0] = target;
  const exponent = ((words[1]! >>> 20) & 0x7ff) - 1023;
  const clamped = Math.min(Math.max(exponent, leastExponent), greatestExponent);
  words[0] = 0;
  words[1] = (1023 + 23 - clamped) << 20; // 1 ÷ ulp
  return Math.abs(bounded(actual) - target) * float[0]!;
}
