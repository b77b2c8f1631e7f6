import { compare, negated, type Rational } from "../oracle/rational.ts";
import type { Comparator } from "../oracle/round.ts";
import { type Bracket, compareBracket, negative, signOf } from "./bracket.ts";

/** A nonzero real number: its sign, and how its magnitude compares with a rational. */
export interface Real {
  readonly isNegative: boolean;
  readonly compare: Comparator;
}

export function magnitude(x: Rational): Rational {
  return x.numerator < 0n ? negated(x) : x;
}

/** A rational itself. */
export function exactly(x: Rational): Real {
  return { isNegative: x.numerator < 0n, compare: (candidate) => compare(magnitude(x), candidate) };
}

/** A number known by a bracket, which tells its sign. */
export function within(bracket: Bracket): Real {
  const isNegative = signOf(bracket) < 0;
  return { isNegative, compare: (candidate) => compareBracket(isNegative ? negative(bracket) : bracket, candidate) };
}

/** A number of the sign of `x` that differs from it by less than any format can tell, and is nearer to zero. */
export function justBelow(x: Rational): Real {
  return { isNegative: x.numerator < 0n, compare: (candidate) => (compare(magnitude(x), candidate) <= 0 ? -1 : 1) };
}

/** A number nearer to zero than any format can tell from it. */
export function tiny(isNegative: boolean): Real {
  return { isNegative, compare: (candidate) => (candidate.numerator === 0n ? 1 : -1) };
}

/** A number beyond every format. */
export function huge(isNegative: boolean): Real {
  return { isNegative, compare: () => 1 };
}

/**
 * A number whose magnitude compares as `decide` says, at some cost. An estimate of it, which may be wrong, saves most of the
 * calls: what lies outside two rationals around the estimate is decided by those, once `decide` has confirmed them.
 */
export function decided(decide: Comparator, estimate: number, isNegative = false): Real {
  const near = around(estimate);
  if (near === undefined || decide(near.low) <= 0 || decide(near.high) >= 0) return { isNegative, compare: decide };
  return {
    isNegative,
    compare: (candidate) => {
      if (compare(candidate, near.low) <= 0) return 1;
      return compare(candidate, near.high) >= 0 ? -1 : decide(candidate);
    },
  };
}

/** Rationals of about 30 digits beside an estimate. */
function around(estimate: number): { low: Rational; high: Rational } | undefined {
  if (!Number.isFinite(estimate) || estimate <= 0) return undefined;
  let exponent = 0;
  let scaled = estimate;
  for (; scaled < 2 ** 30; exponent++) scaled *= 2;
  for (; scaled >= 2 ** 31; exponent--) scaled /= 2;
  const integer = BigInt(Math.floor(scaled));
  const [up, down] = exponent < 0 ? [1n << BigInt(-exponent), 1n] : [1n, 1n << BigInt(exponent)];
  return {
    low: { numerator: (integer - 1n) * up, denominator: down },
    high: { numerator: (integer + 2n) * up, denominator: down },
  };
}
