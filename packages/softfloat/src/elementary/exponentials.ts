import type { Code, Format } from "../format/format.ts";
import type { RoundingOptions } from "../rounding/roundingOptions.ts";
import { constants } from "./enclosures/constants.ts";
import { compareWithInteger, type Dyadic, integerValue } from "./enclosures/dyadic.ts";
import { enclosure, timesDyadic, toInterval } from "./enclosures/enclosure.ts";
import { expInterval } from "./enclosures/expInterval.ts";
import { fromDyadic, oneAt, subtract } from "./enclosures/interval.ts";
import { type Elementary, evaluate } from "./evaluate.ts";
import { beyond, exactNumber, farExponent, infinity, minusOne, minusZero, one, zero } from "./outcome.ts";

/**
 * `e^a`.
 *
 * e^±0 is 1, e^−∞ is +0 and e^+∞ is +∞; any other result is inexact. NaN gives the canonical NaN.
 * Accuracy: correctly rounded, in every format.
 *
 * @see IEEE 754-2019 §9.2 (exp).
 * @example
 * import { exp, FP16 } from "@binade/softfloat";
 *
 * exp(FP16, 0x3c00); // 0x4170
 * exp(FP16, 0x4c00, { rounding: "roundTowardZero" }); // 0x7bff
 */
export function exp<C extends Code>(format: Format<C>, a: NoInfer<C>, options: RoundingOptions = {}): C {
  return evaluate(naturalPower, format, a, options);
}

/**
 * `2^a`, exact for an integer `a` within the range of the format.
 *
 * 2^±0 is 1, 2^−∞ is +0 and 2^+∞ is +∞. NaN gives the canonical NaN. Accuracy: correctly rounded, in every format.
 *
 * @see IEEE 754-2019 §9.2 (exp2).
 * @example
 * import { exp2, FP16 } from "@binade/softfloat";
 *
 * exp2(FP16, 0x3800); // 0x3da8
 * exp2(FP16, 0xce00); // 0x0001
 */
export function exp2<C extends Code>(format: Format<C>, a: NoInfer<C>, options: RoundingOptions = {}): C {
  return evaluate(powerOfTwo, format, a, options);
}

/**
 * `10^a`, exact for a natural number `a` whose power fits the format.
 *
 * 10^±0 is 1, 10^−∞ is +0 and 10^+∞ is +∞. NaN gives the canonical NaN. Accuracy: correctly rounded, in every format.
 *
 * @see IEEE 754-2019 §9.2 (exp10).
 * @example
 * import { exp10, FP16 } from "@binade/softfloat";
 *
 * exp10(FP16, 0x4000); // 0x5640
 */
export function exp10<C extends Code>(format: Format<C>, a: NoInfer<C>, options: RoundingOptions = {}): C {
  return evaluate(powerOfTen, format, a, options);
}

/**
 * `e^a − 1`, without the cancellation near zero.
 *
 * ±0 is itself, −∞ gives −1 and +∞ is +∞; any other result is inexact. NaN gives the canonical NaN.
 * Accuracy: correctly rounded, in every format.
 *
 * @see IEEE 754-2019 §9.2 (expm1).
 * @example
 * import { expm1, FP16 } from "@binade/softfloat";
 *
 * expm1(FP16, 0x1001); // 0x1001
 * expm1(FP16, 0x1001, { rounding: "roundTowardPositive" }); // 0x1002
 */
export function expm1<C extends Code>(format: Format<C>, a: NoInfer<C>, options: RoundingOptions = {}): C {
  return evaluate(naturalPowerMinusOne, format, a, options);
}

const naturalPower: Elementary = {
  zeros: [one, one],
  infinities: [zero, infinity],
  finite: (x) => {
    if (compareWithInteger(x, farExponent) >= 0) return beyond;
    return (digits) => expInterval(fromDyadic(x, digits), digits);
  },
};

const powerOfTwo: Elementary = {
  zeros: [one, one],
  infinities: [zero, infinity],
  finite: (x) => {
    if (compareWithInteger(x, farExponent) >= 0) return beyond;
    const integer = integerValue(x);
    if (integer !== undefined) return exactNumber(1n, Math.max(Number(integer), -farExponent));
    return (digits) => scaledPower(x, "ln2", digits);
  },
};

const powerOfTen: Elementary = {
  zeros: [one, one],
  infinities: [zero, infinity],
  finite: (x) => {
    if (compareWithInteger(x, farExponent) >= 0) return beyond;
    const integer = integerValue(x);
    if (integer !== undefined && integer > 0n) return exactNumber(10n ** integer);
    return (digits) => scaledPower(x, "ln10", digits); // a negative power of ten is not dyadic
  },
};

const naturalPowerMinusOne: Elementary = {
  zeros: [minusZero, zero],
  infinities: [minusOne, infinity],
  finite: (x) => {
    if (compareWithInteger(x, farExponent) >= 0) return beyond;
    return (digits) => {
      const power = toInterval(expInterval(fromDyadic(x, digits), digits), digits);
      return enclosure(subtract(power, oneAt(digits)), digits);
    };
  },
};

/** `e^(x · constant)`. */
function scaledPower(x: Dyadic, constant: keyof typeof constants, digits: number): ReturnType<typeof expInterval> {
  const exponent = timesDyadic(x, enclosure(constants[constant](digits), digits));
  return expInterval(toInterval(exponent, digits), digits);
}
