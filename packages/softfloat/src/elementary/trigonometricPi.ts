import type { Code, Format } from "../format/format.ts";
import type { RoundingOptions } from "../rounding/roundingOptions.ts";
import { doubled, integerValue, magnitudeOf } from "./enclosures/dyadic.ts";
import { enclosure } from "./enclosures/enclosure.ts";
import { sinCosOfPiTimes } from "./enclosures/sinCosInterval.ts";
import { type Elementary, evaluate } from "./evaluate.ts";
import { odd } from "./odd.ts";
import { exactNumber, invalidOutcome, minusZero, type Outcome, one, zero } from "./outcome.ts";

/**
 * `sin(π·a)`, exact where 2a is an integer.
 *
 * ±0 and other integers give a zero of their sign. ±∞ raises invalid and gives the canonical NaN, as NaN does.
 * Accuracy: correctly rounded, in every format.
 *
 * @see IEEE 754-2019 §9.2 (sinPi).
 * @example
 * import { FP16, sinPi } from "@binade/softfloat";
 *
 * sinPi(FP16, 0x3400); // 0x39a8
 * sinPi(FP16, 0xc000); // 0x8000
 */
export function sinPi<C extends Code>(format: Format<C>, a: NoInfer<C>, options: RoundingOptions = {}): C {
  return evaluate(sineOfPiTimes, format, a, options);
}

/**
 * `cos(π·a)`, exact where 2a is an integer.
 *
 * cosPi ±0 is 1, and half an odd integer gives +0. ±∞ raises invalid and gives the canonical NaN, as NaN does.
 * Accuracy: correctly rounded, in every format.
 *
 * @see IEEE 754-2019 §9.2 (cosPi).
 * @example
 * import { cosPi, FP16 } from "@binade/softfloat";
 *
 * cosPi(FP16, 0x3400); // 0x39a8
 * cosPi(FP16, 0x3c00); // 0xbc00
 */
export function cosPi<C extends Code>(format: Format<C>, a: NoInfer<C>, options: RoundingOptions = {}): C {
  return evaluate(cosineOfPiTimes, format, a, options);
}

const sineOfPiTimes: Elementary = {
  zeros: [minusZero, zero],
  infinities: [invalidOutcome, invalidOutcome],
  finite: (x) => {
    const quarters = integerValue(doubled(x));
    if (quarters !== undefined) return atQuarter(quarters) ?? (x.significand < 0n ? minusZero : zero);
    return odd(x, (magnitude, digits) => sinCosOfPiTimes(magnitude, digits).sin);
  },
};

const cosineOfPiTimes: Elementary = {
  zeros: [one, one],
  infinities: [invalidOutcome, invalidOutcome],
  finite: (x) => {
    const quarters = integerValue(doubled(x));
    if (quarters !== undefined) return atQuarter(quarters + 1n) ?? zero;
    return (digits) => enclosure(sinCosOfPiTimes(magnitudeOf(x), digits).cos, digits);
  },
};

/** The sine of so many quarter turns, where it is not zero. */
function atQuarter(quarters: bigint): Outcome | undefined {
  return (quarters & 1n) === 1n ? exactNumber(2n - (quarters & 3n)) : undefined;
}
