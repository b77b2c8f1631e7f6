import type { Code, Format } from "../format/format.ts";
import type { RoundingOptions } from "../rounding/roundingOptions.ts";
import { compareWithInteger, type Dyadic, magnitudeOf, negative, plusInteger, squared } from "./enclosures/dyadic.ts";
import { enclosure, exactly } from "./enclosures/enclosure.ts";
import { add, fromDyadic, type Interval, squareRoot, subtract } from "./enclosures/interval.ts";
import { logInterval } from "./enclosures/logInterval.ts";
import { type Elementary, evaluate } from "./evaluate.ts";
import { odd } from "./odd.ts";
import { infinity, invalidOutcome, minusInfinity, minusPole, minusZero, pole, zero } from "./outcome.ts";

/**
 * Inverse hyperbolic sine, `ln(a + √(a² + 1))`.
 *
 * ±0 and ±∞ are themselves; any other result is inexact. NaN gives the canonical NaN. Accuracy: correctly rounded, in
 * every format.
 *
 * @see IEEE 754-2019 §9.2 (asinh).
 * @example
 * import { asinh, FP16 } from "@binade/softfloat";
 *
 * asinh(FP16, 0x3c00); // 0x3b0d
 */
export function asinh<C extends Code>(format: Format<C>, a: NoInfer<C>, options: RoundingOptions = {}): C {
  return evaluate(inverseSine, format, a, options);
}

/**
 * Inverse hyperbolic cosine, `ln(a + √(a² − 1))`.
 *
 * acosh 1 is +0, and any other result of a number is inexact. Below 1 raises invalid and gives the canonical NaN, as NaN
 * does. +∞ is itself. Accuracy: correctly rounded, in every format.
 *
 * @see IEEE 754-2019 §9.2 (acosh).
 * @example
 * import { acosh, FP16 } from "@binade/softfloat";
 *
 * acosh(FP16, 0x4000); // 0x3d45
 */
export function acosh<C extends Code>(format: Format<C>, a: NoInfer<C>, options: RoundingOptions = {}): C {
  return evaluate(inverseCosine, format, a, options);
}

/**
 * Inverse hyperbolic tangent, `ln((1 + a) / (1 − a)) / 2`.
 *
 * ±0 is itself, and any other result between −1 and 1 is inexact. ±1 raises divideByZero and gives ±∞; beyond raises
 * invalid and gives the canonical NaN, as NaN does. Accuracy: correctly rounded, in every format.
 *
 * @see IEEE 754-2019 §9.2 (atanh).
 * @example
 * import { atanh, FP16 } from "@binade/softfloat";
 *
 * atanh(FP16, 0x3800); // 0x3865
 * atanh(FP16, 0xbc00); // 0xfc00
 */
export function atanh<C extends Code>(format: Format<C>, a: NoInfer<C>, options: RoundingOptions = {}): C {
  return evaluate(inverseTangent, format, a, options);
}

const inverseSine: Elementary = {
  zeros: [minusZero, zero],
  infinities: [minusInfinity, infinity],
  finite: (x) => odd(x, (magnitude, digits) => logOfSum(magnitude, 1n, digits)),
};

const inverseCosine: Elementary = {
  zeros: [invalidOutcome, invalidOutcome],
  infinities: [invalidOutcome, infinity],
  finite: (x) => {
    const side = compareWithInteger(x, 1);
    if (side <= 0) return side < 0 ? invalidOutcome : zero;
    return (digits) => enclosure(logOfSum(x, -1n, digits), digits);
  },
};

const inverseTangent: Elementary = {
  zeros: [minusZero, zero],
  infinities: [invalidOutcome, invalidOutcome],
  finite: (x) => {
    const side = compareWithInteger(magnitudeOf(x), 1);
    if (side > 0) return invalidOutcome;
    if (side === 0) return x.significand < 0n ? minusPole : pole;
    return (digits) => {
      const plus = logInterval(exactly(plusInteger(x, 1n)), digits);
      const minus = logInterval(exactly(plusInteger(negative(x), 1n)), digits);
      return enclosure(subtract(plus, minus), digits, -1);
    };
  },
};

/** `ln(x + √(x² + addend))`, for `x > 0`. */
function logOfSum(x: Dyadic, addend: bigint, digits: number): Interval {
  const root = squareRoot(fromDyadic(plusInteger(squared(x), addend), digits), digits);
  const sum = add(fromDyadic(x, digits), root);
  return logInterval(enclosure(sum, digits), digits);
}
