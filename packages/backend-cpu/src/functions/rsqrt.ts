const f32 = Math.fround;

/**
 * Reciprocal square root of a binary32 value, as the two rounded operations 1 ÷ √x.
 * rsqrt(±0) = ±∞, rsqrt(+∞) = +0; a negative value or NaN gives NaN.
 * Accuracy: ≤ 2 ulp over all inputs.
 *
 * @param x - A binary32 value.
 */
export function rsqrt(x: number): number {
  return f32(1 / f32(Math.sqrt(x)));
}
