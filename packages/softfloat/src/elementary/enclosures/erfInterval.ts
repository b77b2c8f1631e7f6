import { constants } from "./constants.ts";
import { compareWithInteger, type Dyadic, doubled, squared } from "./dyadic.ts";
import { expInterval } from "./expInterval.ts";
import {
  add,
  divide,
  divideByInteger,
  fromDyadic,
  type Interval,
  multiply,
  negate,
  oneAt,
  shiftLeft,
  squareRoot,
} from "./interval.ts";

/**
 * `erf(x)`, or `erf(x/√2)` where that is `halved`, for `x > 0`.
 *
 * `erf(u/√2) = √(2/π)·u·e^(−t/2)·Σ t^n / (1·3·5 ⋯ (2n + 1))` with `t = u²`, whose terms are positive. Where `t > 2·digits`
 * there is only `1 − 2^−digits < erf < 1`, since `1 − erf(u/√2) < e^(−t/2)`.
 *
 * @see NIST Digital Library of Mathematical Functions, 7.6.2.
 */
export function erfInterval(x: Dyadic, isHalved: boolean, digits: number): Interval {
  const unit = 1n << BigInt(digits);
  const t = isHalved ? squared(x) : doubled(squared(x));
  if (compareWithInteger(t, 2 * digits) > 0) return { low: unit - 1n, high: unit };

  const slope = squareRoot(divide(shiftLeft(oneAt(digits), isHalved ? 1 : 2), constants.pi(digits), digits), digits);
  const square = fromDyadic(t, digits);
  const bell = expInterval(shiftLeft(negate(square), -1), digits);
  const line = multiply(slope, fromDyadic(x, digits), digits);
  const product = multiply(multiply(line, oddFactorialSeries(square, digits), digits), bell, digits);
  const { low, high } = shiftLeft(product, bell.exponent + digits);
  return { low, high: high < unit ? high : unit };
}

/** `Σ t^n / (1·3·5 ⋯ (2n + 1))`, for `t ≥ 0`. */
function oddFactorialSeries(t: Interval, digits: number): Interval {
  const unit = 1n << BigInt(digits);
  let term = oneAt(digits);
  let sum = term;
  for (let odd = 3n; term.high > 1n || 2n * t.high > odd * unit; odd += 2n) {
    term = divideByInteger(multiply(term, t, digits), odd);
    sum = add(sum, term);
  }
  return { low: sum.low, high: sum.high + 1n }; // each later term is at most half the one before
}
