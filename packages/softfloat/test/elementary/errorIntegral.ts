import { compare, type Rational, scaled, times } from "../oracle/rational.ts";
import { pi } from "./archimedes.ts";
import { type Bracket, difference, fromInteger, fromRational, product, quotient, root, sum } from "./bracket.ts";
import { bases, power } from "./powers.ts";

/** The two forms of the error function: `erf(x)` has `rate` 1 and `erf(x/√2)` has `rate` 1/2. */
export type Rate = 1 | 0.5;

const rates: Record<Rate, Rational> = { 1: scaled(1n, 0), 0.5: scaled(1n, -1) };

/** From here on the continued fraction is used. */
const threshold = scaled(2n, 0);

/** Levels of the fraction, which converges as `e^(−2x√n)`. */
function levelsFor({ numerator, denominator }: Rational): bigint {
  return 10n + (1600n * denominator * denominator) / (numerator * numerator);
}

/**
 * `erf(√rate · x)` and one minus it, for `0 < x ≤ 32`.
 *
 * Below 2 by the Maclaurin series, whose terms alternate, and from there by Laplace's continued fraction of the Mills
 * ratio, whose elements are positive, so that a bracket of its tail gives one of the whole.
 */
export function errorIntegral(x: Rational, rate: Rate): { erf: Bracket; complement: Bracket } {
  const one = fromInteger(1n);
  if (compare(x, threshold) < 0) {
    const erf = maclaurin(x, rate);
    return { erf, complement: difference(one, erf) };
  }
  const complement = laplace(x, rate);
  return { erf: difference(one, complement), complement };
}

/** `2√(rate/π) · Σ (−rate)^n x^(2n + 1) / (n! (2n + 1))`. */
function maclaurin(x: Rational, rate: Rate): Bracket {
  const step = fromRational(times(rates[rate], times(x, x)));
  let factor = fromRational(x);
  let total = fromInteger(0n);
  for (let n = 0n; factor.high > 1n || n < 8n; n++) {
    const term = quotient(factor, fromInteger(2n * n + 1n));
    total = n % 2n === 0n ? sum(total, term) : difference(total, term);
    factor = quotient(product(factor, step), fromInteger(n + 1n));
  }
  // x² < 4: from n = 4 on the terms fall, and what is left is less than the next one
  const bounded = { low: total.low - 1n, high: total.high + 1n };
  return product(root(quotient(fromRational(times(rates[rate], scaled(4n, 0))), pi)), bounded);
}

/** `2√(rate/π)·e^(−rate·x²) · ½/rate · 1/(x + s/(x + 2s/(x + 3s/(x + …))))` with `s = 1/(2·rate)`. */
function laplace(x: Rational, rate: Rate): Bracket {
  const position = fromRational(x);
  const step = quotient(fromInteger(1n), fromRational(times(rates[rate], scaled(2n, 0))));
  const levels = levelsFor(x);
  let tail: Bracket = { low: 0n, high: quotient(product(step, fromInteger(levels + 1n)), position).high };
  for (let level = levels; level > 0n; level--) {
    tail = quotient(product(step, fromInteger(level)), sum(position, tail));
  }
  const ratio = quotient(fromInteger(1n), sum(position, tail));
  const bell = power(bases.e, times(scaled(-1n, 0), times(rates[rate], times(x, x))));
  const slope = root(quotient(fromRational(times(rates[rate], scaled(4n, 0))), pi));
  return product(product(product(slope, bell), step), ratio);
}
