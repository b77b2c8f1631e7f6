import { type Dyadic, magnitudeOf } from "./enclosures/dyadic.ts";
import { enclosure } from "./enclosures/enclosure.ts";
import { type Interval, negate } from "./enclosures/interval.ts";
import type { Encloser } from "./evaluate.ts";

/** An encloser of `f(x)` for `f(−x) = −f(x)`, from one of `f(|x|)`. */
export function odd(x: Dyadic, ofMagnitude: (magnitude: Dyadic, digits: number) => Interval | undefined): Encloser {
  return (digits) => {
    const result = ofMagnitude(magnitudeOf(x), digits);
    return result && enclosure(x.significand < 0n ? negate(result) : result, digits);
  };
}
