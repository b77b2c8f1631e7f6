import { constants } from "./constants.ts";
import { type Enclosure, enclosure } from "./enclosure.ts";
import {
  add,
  divide,
  divideByInteger,
  floorQuotient,
  type Interval,
  multiply,
  multiplyByInteger,
  negate,
  oneAt,
  subtract,
} from "./interval.ts";

/**
 * `e^y`, to about `digits` significant digits.
 *
 * `y = k·ln 2 + r` with `0 ≤ r ≲ ln 2`, and `e^r` by its Taylor series. Where `y < −digits` there is only `0 < e^y < 2^y`.
 */
export function expInterval(y: Interval, digits: number): Enclosure {
  const unit = 1n << BigInt(digits);
  if (y.high < -BigInt(digits) * unit) return { low: 0n, high: 1n, exponent: -digits };

  // just below zero, e^y = 1/e^−y needs fewer terms than k = −1 does
  if (y.high < 0n && -2n * y.low < unit) {
    return enclosure(divide(oneAt(digits), expInterval(negate(y), digits), digits), digits);
  }

  const ln2 = constants.ln2(digits);
  const k = floorQuotient(y.low, y.low < 0n ? ln2.low : ln2.high); // k · ln 2 ≤ y.low
  const r = subtract(y, multiplyByInteger(ln2, k));

  let term = oneAt(digits);
  let sum = term;
  for (let n = 1n; term.high > 1n || 2n * r.high > n * unit; n++) {
    term = divideByInteger(multiply(term, r, digits), n);
    sum = add(sum, term);
  }
  // each later term is at most half the one before, so together they are at most the last one: 1 unit
  return { low: sum.low, high: sum.high + 1n, exponent: Number(k) - digits };
}
