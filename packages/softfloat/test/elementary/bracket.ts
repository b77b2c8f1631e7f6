import type { Rational } from "../oracle/rational.ts";

/** Fractional digits of every bracket: three times the leading zeros of the least binary32 number, and some more. */
export const digits = 600;

const scale = BigInt(digits);

/** A real number between two rationals: `low ≤ 2^digits · value ≤ high`. Every function below rounds outwards. */
export interface Bracket {
  readonly low: bigint;
  readonly high: bigint;
}

export function fromRational({ numerator, denominator }: Rational): Bracket {
  return { low: floor(numerator << scale, denominator), high: ceiling(numerator << scale, denominator) };
}

export function fromInteger(integer: bigint): Bracket {
  return { low: integer << scale, high: integer << scale };
}

/** The comparator of the oracle; an error where the bracket does not tell. */
export function compareBracket({ low, high }: Bracket, { numerator, denominator }: Rational): number {
  const candidate = numerator << scale;
  if (candidate <= low * denominator) return 1;
  if (candidate >= high * denominator) return -1;
  throw new Error(`${numerator}/${denominator} lies within the bracket: ${high - low} units of 2^-${digits} wide`);
}

/** −1 or 1; an error where the bracket does not tell. */
export function signOf({ low, high }: Bracket): number {
  if (low < 0n && high > 0n) throw new Error(`0 lies within the bracket: ${high - low} units of 2^-${digits} wide`);
  return low < 0n ? -1 : 1;
}

export function sum(x: Bracket, y: Bracket): Bracket {
  return { low: x.low + y.low, high: x.high + y.high };
}

export function difference(x: Bracket, y: Bracket): Bracket {
  return { low: x.low - y.high, high: x.high - y.low };
}

export function negative({ low, high }: Bracket): Bracket {
  return { low: -high, high: -low };
}

export function halved({ low, high }: Bracket): Bracket {
  return { low: low >> 1n, high: -(-high >> 1n) };
}

export function product(x: Bracket, y: Bracket): Bracket {
  if (x.low >= 0n && y.low >= 0n) return { low: (x.low * y.low) >> scale, high: -((-x.high * y.high) >> scale) };
  const ends = [x.low * y.low, x.low * y.high, x.high * y.low, x.high * y.high].sort((a, b) => (a < b ? -1 : 1));
  return { low: ends[0]! >> scale, high: -(-ends[3]! >> scale) };
}

/** `x / y` for a positive `y`. */
export function quotient(x: Bracket, y: Bracket): Bracket {
  return {
    low: floor(x.low << scale, x.low < 0n ? y.low : y.high),
    high: ceiling(x.high << scale, x.high < 0n ? y.high : y.low),
  };
}

/** `√x`, by the digits of the root one after another. */
export function root({ low, high }: Bracket): Bracket {
  return { low: floorRoot(low << scale), high: floorRoot(high << scale) + 1n };
}

function floor(numerator: bigint, denominator: bigint): bigint {
  const remainder = ((numerator % denominator) + denominator) % denominator;
  return (numerator - remainder) / denominator;
}

function ceiling(numerator: bigint, denominator: bigint): bigint {
  return -floor(-numerator, denominator);
}

/** `⌊√n⌋`, half of the digits first. */
function floorRoot(n: bigint): bigint {
  if (n < 2n ** 52n) return BigInt(Math.floor(Math.sqrt(Number(n))));
  const quarter = BigInt(Math.floor(n.toString(16).length / 4)) * 2n;
  const first = floorRoot(n >> (2n * quarter)) << quarter;
  let r = (first + n / first) >> 1n; // at least ⌊√n⌋ from here on
  while (r * r > n) r = (r + n / r) >> 1n;
  return r;
}
