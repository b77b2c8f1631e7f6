import { constants } from "./constants.ts";
import { type Dyadic, doubled, floor, halved, leadingExponent, plusInteger } from "./dyadic.ts";
import {
  add,
  divideByInteger,
  floorQuotient,
  fromDyadic,
  type Interval,
  multiply,
  negate,
  oneAt,
  shiftLeft,
  subtract,
} from "./interval.ts";

export interface SinCos {
  readonly sin: Interval;
  readonly cos: Interval;
}

/**
 * Sine and cosine of a number of any size, for `x ≥ 0`.
 *
 * `x = q·π/2 + r` with `0 ≤ r ≲ π/2`, where π has as many more digits as `x` has before the point.
 */
export function sinCosOfNumber(x: Dyadic, digits: number): SinCos {
  const wide = digits + Math.max(leadingExponent(x), 0) + 2;
  const halfPi = shiftLeft(constants.pi(wide), -1);
  const scaled = fromDyadic(x, wide);
  const q = floorQuotient(scaled.low, halfPi.high);
  const r: Interval = { low: scaled.low - q * halfPi.high, high: scaled.high - q * halfPi.low };
  return turned(sinCosInterval(shiftLeft(r, digits - wide), digits), q);
}

/** Sine and cosine of `π·x`, for `x ≥ 0`: `x = q/2 + f` exactly, with `0 ≤ f < 1/2`. */
export function sinCosOfPiTimes(x: Dyadic, digits: number): SinCos {
  const q = floor(doubled(x));
  const fraction = plusInteger(doubled(x), -q);
  const angle = multiply(fromDyadic(halved(fraction), digits), constants.pi(digits), digits);
  return turned(sinCosInterval(angle, digits), q);
}

/** Sine and cosine of `0 ≤ r ≤ 2` by their Taylor series, whose signs alternate. */
export function sinCosInterval(r: Interval, digits: number): SinCos {
  const series: [cos: Interval, sin: Interval] = [oneAt(digits), { low: 0n, high: 0n }];
  let term = series[0];
  for (let n = 1; term.high > 1n || n < 4; n++) {
    term = divideByInteger(multiply(term, r, digits), BigInt(n));
    const index = n % 2 === 0 ? 0 : 1;
    series[index] = n % 4 < 2 ? add(series[index], term) : subtract(series[index], term);
  }
  // past r², terms fall and alternate: what is left of either series is less than its next term, 1 unit
  const [cos, sin] = series;
  return { sin: { low: sin.low - 1n, high: sin.high + 1n }, cos: { low: cos.low - 1n, high: cos.high + 1n } };
}

/** Sine and cosine after `q` more quarter turns. */
function turned({ sin, cos }: SinCos, q: bigint): SinCos {
  const quarter = (q & 1n) === 0n ? { sin, cos } : { sin: cos, cos: negate(sin) };
  return (q & 2n) === 0n ? quarter : { sin: negate(quarter.sin), cos: negate(quarter.cos) };
}
