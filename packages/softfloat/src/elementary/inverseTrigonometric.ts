import type { Code, Format } from "../format/format.ts";
import type { RoundingOptions } from "../rounding/roundingOptions.ts";
import { angleInterval } from "./enclosures/atanInterval.ts";
import { constants } from "./enclosures/constants.ts";
import { compareWithInteger, type Dyadic, magnitudeOf, squared } from "./enclosures/dyadic.ts";
import { enclosure } from "./enclosures/enclosure.ts";
import { fromDyadic, type Interval, negate, oneAt, squareRoot, subtract } from "./enclosures/interval.ts";
import { type Elementary, type Encloser, evaluate } from "./evaluate.ts";
import { odd } from "./odd.ts";
import { invalidOutcome, minusZero, zero } from "./outcome.ts";

/**
 * Arcsine of `a` in radians, between −π/2 and π/2.
 *
 * ±0 is itself, and any other result of a number is inexact. Beyond ±1 raises invalid and gives the canonical NaN, as NaN
 * does. Accuracy: correctly rounded, in every format.
 *
 * @see IEEE 754-2019 §9.2 (asin).
 * @example
 * import { asin, FP16 } from "@binade/softfloat";
 *
 * asin(FP16, 0x3c00); // 0x3e48
 */
export function asin<C extends Code>(format: Format<C>, a: NoInfer<C>, options: RoundingOptions = {}): C {
  return evaluate(arcsine, format, a, options);
}

/**
 * Arccosine of `a` in radians, between 0 and π.
 *
 * acos 1 is +0, and any other result of a number is inexact. Beyond ±1 raises invalid and gives the canonical NaN, as NaN
 * does. Accuracy: correctly rounded, in every format.
 *
 * @see IEEE 754-2019 §9.2 (acos).
 * @example
 * import { acos, FP16 } from "@binade/softfloat";
 *
 * acos(FP16, 0xbc00); // 0x4248
 */
export function acos<C extends Code>(format: Format<C>, a: NoInfer<C>, options: RoundingOptions = {}): C {
  return evaluate(arccosine, format, a, options);
}

/**
 * Arctangent of `a` in radians, between −π/2 and π/2.
 *
 * ±0 is itself, and any other result is inexact; ±∞ gives ±π/2 rounded. NaN gives the canonical NaN.
 * Accuracy: correctly rounded, in every format.
 *
 * @see IEEE 754-2019 §9.2 (atan).
 * @example
 * import { atan, FP16 } from "@binade/softfloat";
 *
 * atan(FP16, 0x7c00); // 0x3e48
 * atan(FP16, 0x7c00, { rounding: "roundTowardPositive" }); // 0x3e49
 */
export function atan<C extends Code>(format: Format<C>, a: NoInfer<C>, options: RoundingOptions = {}): C {
  return evaluate(arctangent, format, a, options);
}

const arcsine: Elementary = {
  zeros: [minusZero, zero],
  infinities: [invalidOutcome, invalidOutcome],
  finite: (x) => {
    if (isBeyondOne(x)) return invalidOutcome;
    return odd(x, (sine, digits) => angleInterval(fromDyadic(sine, digits), otherLeg(sine, digits), digits));
  },
};

const halfPi: Encloser = (digits) => enclosure(constants.pi(digits), digits, -1);
const minusHalfPi: Encloser = (digits) => enclosure(negate(constants.pi(digits)), digits, -1);

const arccosine: Elementary = {
  zeros: [halfPi, halfPi],
  infinities: [invalidOutcome, invalidOutcome],
  finite: (x) => {
    if (isBeyondOne(x)) return invalidOutcome;
    if (compareWithInteger(x, 1) === 0) return zero;
    return (digits) => {
      const cosine = magnitudeOf(x);
      const angle = angleInterval(otherLeg(cosine, digits), fromDyadic(cosine, digits), digits);
      return enclosure(x.significand > 0n ? angle : subtract(constants.pi(digits), angle), digits);
    };
  },
};

const arctangent: Elementary = {
  zeros: [minusZero, zero],
  infinities: [minusHalfPi, halfPi],
  finite: (x) => odd(x, (tangent, digits) => angleInterval(fromDyadic(tangent, digits), oneAt(digits), digits)),
};

function isBeyondOne(x: Dyadic): boolean {
  return compareWithInteger(magnitudeOf(x), 1) > 0;
}

/** `√(1 − leg²)`. */
function otherLeg(leg: Dyadic, digits: number): Interval {
  return squareRoot(subtract(oneAt(digits), fromDyadic(squared(leg), digits)), digits);
}
