import type { Position } from "../oracle/round.ts";

/** Digits of the first look, and of the second one where the first finds nothing but zeros or ones. */
const firstDigits = 9;
const manyDigits = 40;

/**
 * How near a value lies to where a rounding changes, as `h` in `2^−h` gaps: to a value of the format or to the middle of
 * two. 0 for an exact result; at most about 40.
 */
export function hardness({ gap }: Position): number {
  if (gap.place === "exact") return 0;
  const first = distance(gap.parts(firstDigits), firstDigits);
  return first > 1
    ? Math.log2(2 ** firstDigits / first)
    : Math.log2(2 ** manyDigits / distance(gap.parts(manyDigits), manyDigits));
}

/** From the nearest multiple of half a gap, in `2^−count` gaps. */
function distance(parts: bigint, count: number): number {
  const half = 2 ** (count - 1);
  const past = Number(parts) % half;
  return Math.min(past, half - past) + 0.5;
}
