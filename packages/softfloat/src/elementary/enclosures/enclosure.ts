import type { Dyadic } from "./dyadic.ts";
import { type Interval, shiftLeft } from "./interval.ts";

/**
 * A real number between two dyadic ones: `low · 2^exponent ≤ value ≤ high · 2^exponent`.
 *
 * An {@link Interval} with a scale of its own, for numbers of any size.
 */
export interface Enclosure extends Interval {
  readonly exponent: number;
}

/** An interval of `digits` fractional digits, times `2^exponent`. */
export function enclosure({ low, high }: Interval, digits: number, exponent = 0): Enclosure {
  return { low, high, exponent: exponent - digits };
}

/** The enclosure that is a number. */
export function exactly({ significand, exponent }: Dyadic): Enclosure {
  return { low: significand, high: significand, exponent };
}

/** An enclosure as an interval of `digits` fractional digits. */
export function toInterval({ low, high, exponent }: Enclosure, digits: number): Interval {
  return shiftLeft({ low, high }, exponent + digits);
}

/** `x · y` for a number `x`. */
export function timesDyadic(x: Dyadic, y: Enclosure): Enclosure {
  const ends = x.significand < 0n ? ([y.high, y.low] as const) : ([y.low, y.high] as const);
  return { low: x.significand * ends[0], high: x.significand * ends[1], exponent: x.exponent + y.exponent };
}
