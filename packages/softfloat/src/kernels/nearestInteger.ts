const twoTo52 = 4503599627370496; // where the unit in the last place of binary64 becomes 1

/** A number rounded to an integer, ties to even; NaN, ±∞ and ±0 come back unchanged, and a zero keeps the sign. */
export function nearestInteger(x: number): number {
  const magnitude = Math.abs(x);
  if (!(magnitude < twoTo52)) return x;
  const rounded = magnitude + twoTo52 - twoTo52;
  if (rounded === magnitude) return x;
  return x < 0 ? -rounded : rounded;
}
