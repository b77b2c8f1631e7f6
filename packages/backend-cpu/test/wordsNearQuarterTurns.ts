import { fractionBits, halfPi } from "./exactSine.ts";

/**
 * Words of binary32 values that come closest to multiples of π/2, a few of every binade from 1 up: multiples of the
 * denominators of the convergents of 2^e ÷ (π/2), e being the exponent of the last place.
 */
export function wordsNearQuarterTurns(): number[] {
  return Array.from({ length: 128 }, (_, exponent) => exponent).flatMap((exponent) =>
    denominatorsOfConvergents(1n << (fractionBits + BigInt(exponent)), halfPi << 23n).flatMap((denominator) => {
      const significand = denominator * Math.ceil(2 ** 23 / denominator);
      return significand < 2 ** 24 ? [(exponent + 126) * 2 ** 23 + significand] : [];
    }),
  );
}

/** Those up to 2^24 of the continued fraction of a positive rational. */
function denominatorsOfConvergents(numerator: bigint, denominator: bigint): number[] {
  const found: number[] = [];
  let [a, b] = [numerator, denominator];
  let [previous, current] = [1n, 0n];
  while (b !== 0n) {
    [previous, current] = [current, (a / b) * current + previous];
    if (current > 1n << 24n) break;
    if (current > 0n) found.push(Number(current));
    [a, b] = [b, a % b];
  }
  return found;
}
