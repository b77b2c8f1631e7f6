import type { Code, Format } from "../format/format.ts";
import type { RoundingOptions } from "../rounding/roundingOptions.ts";
import { type Dyadic, leadingExponent, magnitudeOf, reduce } from "./enclosures/dyadic.ts";
import { enclosure } from "./enclosures/enclosure.ts";
import { integerRoot } from "./enclosures/integerRoot.ts";
import { divide, fromDyadic, negate, oneAt, squareRoot } from "./enclosures/interval.ts";
import { type Elementary, evaluate } from "./evaluate.ts";
import { exactNumber, infinity, invalidOutcome, minusInfinity, minusPole, minusZero, pole, zero } from "./outcome.ts";

/**
 * `1 / √a`, exact for a power of four.
 *
 * ±0 raises divideByZero and gives ±∞; a negative number raises invalid and gives the canonical NaN, as NaN does. +∞ gives
 * +0. Accuracy: correctly rounded, in every format.
 *
 * @see IEEE 754-2019 §9.2 (rSqrt).
 * @example
 * import { FP16, rsqrt } from "@binade/softfloat";
 *
 * rsqrt(FP16, 0x4000); // 0x39a8
 * rsqrt(FP16, 0x8000); // 0xfc00
 */
export function rsqrt<C extends Code>(format: Format<C>, a: NoInfer<C>, options: RoundingOptions = {}): C {
  return evaluate(reciprocalRoot, format, a, options);
}

/**
 * `∛a`, exact where it has few enough digits.
 *
 * ±0 and ±∞ are themselves. NaN gives the canonical NaN. Accuracy: correctly rounded, in every format.
 *
 * @see IEEE 754-2019 §9.2 (rootn with n = 3).
 * @example
 * import { cbrt, FP16 } from "@binade/softfloat";
 *
 * cbrt(FP16, 0xc800); // 0xc000
 */
export function cbrt<C extends Code>(format: Format<C>, a: NoInfer<C>, options: RoundingOptions = {}): C {
  return evaluate(cubeRoot, format, a, options);
}

const reciprocalRoot: Elementary = {
  zeros: [minusPole, pole],
  infinities: [invalidOutcome, zero],
  finite: (x) => {
    if (x.significand < 0n) return invalidOutcome;
    const { significand, exponent } = reduce(x);
    if (significand === 1n && exponent % 2 === 0) return exactNumber(1n, -exponent / 2);
    return (digits) => {
      const { rest, power } = takeOut(x, 2);
      const root = squareRoot(fromDyadic(rest, digits), digits);
      return enclosure(divide(oneAt(digits), root, digits), digits, -power);
    };
  },
};

const cubeRoot: Elementary = {
  zeros: [minusZero, zero],
  infinities: [minusInfinity, infinity],
  finite: (x) => {
    const { significand, exponent } = reduce(magnitudeOf(x));
    const root = integerRoot(significand, 3);
    if (exponent % 3 === 0 && root * root * root === significand) {
      return exactNumber(x.significand < 0n ? -root : root, exponent / 3);
    }
    return (digits) => {
      const { rest, power } = takeOut(magnitudeOf(x), 3);
      const { low, high } = fromDyadic(rest, 3 * digits);
      const roots = { low: integerRoot(low, 3), high: integerRoot(high, 3) + 1n };
      return enclosure(x.significand < 0n ? negate(roots) : roots, digits, power);
    };
  },
};

/** `x = rest · 2^(degree · power)` with `1 ≤ rest < 2^degree`, for `x > 0`. */
function takeOut(x: Dyadic, degree: number): { rest: Dyadic; power: number } {
  const power = Math.floor(leadingExponent(x) / degree);
  return { rest: { significand: x.significand, exponent: x.exponent - degree * power }, power };
}
