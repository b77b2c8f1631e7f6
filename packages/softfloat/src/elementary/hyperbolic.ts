import type { Code, Format } from "../format/format.ts";
import type { RoundingOptions } from "../rounding/roundingOptions.ts";
import { compareWithInteger, type Dyadic, doubled, magnitudeOf, negative } from "./enclosures/dyadic.ts";
import { enclosure, toInterval } from "./enclosures/enclosure.ts";
import { expInterval } from "./enclosures/expInterval.ts";
import { add, divide, fromDyadic, type Interval, oneAt, shiftLeft, subtract } from "./enclosures/interval.ts";
import { type Elementary, evaluate } from "./evaluate.ts";
import { odd } from "./odd.ts";
import {
  beyond,
  farExponent,
  infinity,
  minusBeyond,
  minusInfinity,
  minusOne,
  minusZero,
  one,
  zero,
} from "./outcome.ts";

/**
 * Hyperbolic sine, `(e^a − e^−a) / 2`.
 *
 * ±0 and ±∞ are themselves; any other result is inexact. NaN gives the canonical NaN. Accuracy: correctly rounded, in
 * every format.
 *
 * @see IEEE 754-2019 §9.2 (sinh).
 * @example
 * import { FP16, sinh } from "@binade/softfloat";
 *
 * sinh(FP16, 0x3c00); // 0x3cb3
 */
export function sinh<C extends Code>(format: Format<C>, a: NoInfer<C>, options: RoundingOptions = {}): C {
  return evaluate(hyperbolicSine, format, a, options);
}

/**
 * Hyperbolic cosine, `(e^a + e^−a) / 2`.
 *
 * cosh ±0 is 1 and cosh ±∞ is +∞; any other result is inexact. NaN gives the canonical NaN. Accuracy: correctly rounded,
 * in every format.
 *
 * @see IEEE 754-2019 §9.2 (cosh).
 * @example
 * import { cosh, FP16 } from "@binade/softfloat";
 *
 * cosh(FP16, 0x3c00); // 0x3e2c
 */
export function cosh<C extends Code>(format: Format<C>, a: NoInfer<C>, options: RoundingOptions = {}): C {
  return evaluate(hyperbolicCosine, format, a, options);
}

/**
 * Hyperbolic tangent.
 *
 * ±0 is itself and tanh ±∞ is ±1; any other result is inexact. NaN gives the canonical NaN. Accuracy: correctly rounded,
 * in every format.
 *
 * @see IEEE 754-2019 §9.2 (tanh).
 * @example
 * import { FP16, tanh } from "@binade/softfloat";
 *
 * tanh(FP16, 0x3c00); // 0x3a18
 * tanh(FP16, 0x7bff, { rounding: "roundTowardZero" }); // 0x3bff
 */
export function tanh<C extends Code>(format: Format<C>, a: NoInfer<C>, options: RoundingOptions = {}): C {
  return evaluate(hyperbolicTangent, format, a, options);
}

const hyperbolicSine: Elementary = {
  zeros: [minusZero, zero],
  infinities: [minusInfinity, infinity],
  finite: (x) => {
    if (isFar(x)) return x.significand < 0n ? minusBeyond : beyond;
    return odd(x, (magnitude, digits) => {
      const power = powerOfE(magnitude, digits);
      return halved(subtract(power, divide(oneAt(digits), power, digits)));
    });
  },
};

const hyperbolicCosine: Elementary = {
  zeros: [one, one],
  infinities: [infinity, infinity],
  finite: (x) => {
    if (isFar(x)) return beyond;
    return (digits) => {
      const power = powerOfE(magnitudeOf(x), digits);
      return enclosure(halved(add(power, divide(oneAt(digits), power, digits))), digits);
    };
  },
};

const hyperbolicTangent: Elementary = {
  zeros: [minusZero, zero],
  infinities: [minusOne, one],
  finite: (x) =>
    odd(x, (magnitude, digits) => {
      const power = powerOfE(negative(doubled(magnitude)), digits);
      return divide(subtract(oneAt(digits), power), add(oneAt(digits), power), digits);
    }),
};

/** Whether `e^|x|/2` is beyond every format. */
function isFar(x: Dyadic): boolean {
  return compareWithInteger(magnitudeOf(x), farExponent) >= 0;
}

function powerOfE(x: Dyadic, digits: number): Interval {
  return toInterval(expInterval(fromDyadic(x, digits), digits), digits);
}

function halved(x: Interval): Interval {
  return shiftLeft(x, -1);
}
