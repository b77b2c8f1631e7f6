import type { Code, Format } from "../format/format.ts";
import type { RoundingOptions } from "../rounding/roundingOptions.ts";
import { constants } from "./enclosures/constants.ts";
import { type Dyadic, magnitudeOf, plusInteger, squared } from "./enclosures/dyadic.ts";
import { enclosure, timesDyadic, toInterval } from "./enclosures/enclosure.ts";
import { erfInterval } from "./enclosures/erfInterval.ts";
import {
  add,
  divide,
  divideByInteger,
  type Interval,
  negate,
  oneAt,
  shiftLeft,
  squareRoot,
} from "./enclosures/interval.ts";
import { logisticEnclosure } from "./enclosures/logisticEnclosure.ts";
import { type Elementary, evaluate } from "./evaluate.ts";
import { odd } from "./odd.ts";
import { infinity, minusOne, minusZero, one, zero } from "./outcome.ts";

/**
 * The error function, `2/√π · ∫₀^a e^(−t²) dt`.
 *
 * ±0 is itself and ±∞ gives ±1; any other result is inexact. NaN gives the canonical NaN. Accuracy: correctly rounded, in
 * every format.
 *
 * @see NIST Digital Library of Mathematical Functions, 7.2.1.
 * @example
 * import { erf, FP16 } from "@binade/softfloat";
 *
 * erf(FP16, 0x3c00); // 0x3abe
 */
export function erf<C extends Code>(format: Format<C>, a: NoInfer<C>, options: RoundingOptions = {}): C {
  return evaluate(errorFunction, format, a, options);
}

/**
 * The Gaussian error linear unit, `a/2 · (1 + erf(a/√2))`, rounded once.
 *
 * ±0 is itself, −∞ gives −0 (the limit) and +∞ is itself; any other result is inexact. NaN gives the canonical NaN.
 * Accuracy: correctly rounded, in every format.
 *
 * @see D. Hendrycks, K. Gimpel, “Gaussian Error Linear Units (GELUs)”, arXiv:1606.08415.
 * @example
 * import { FP16, gelu } from "@binade/softfloat";
 *
 * gelu(FP16, 0xbc00); // 0xb114
 */
export function gelu<C extends Code>(format: Format<C>, a: NoInfer<C>, options: RoundingOptions = {}): C {
  return evaluate(gaussianErrorLinear, format, a, options);
}

/**
 * The approximation of {@link gelu} by a hyperbolic tangent, `a/2 · (1 + tanh(√(2/π) · (a + 0.044715 a³)))`, with the
 * decimal constant taken exactly, rounded once.
 *
 * Special values as {@link gelu}. Accuracy: correctly rounded, in every format.
 *
 * @see D. Hendrycks, K. Gimpel, “Gaussian Error Linear Units (GELUs)”, arXiv:1606.08415, §2.
 * @example
 * import { FP16, geluTanh } from "@binade/softfloat";
 *
 * geluTanh(FP16, 0xbc00); // 0xb115
 */
export function geluTanh<C extends Code>(format: Format<C>, a: NoInfer<C>, options: RoundingOptions = {}): C {
  return evaluate(gaussianByTangent, format, a, options);
}

const errorFunction: Elementary = {
  zeros: [minusZero, zero],
  infinities: [minusOne, one],
  finite: (x) => odd(x, (magnitude, digits) => erfInterval(magnitude, false, digits)),
};

const gaussianErrorLinear: Elementary = {
  zeros: [minusZero, zero],
  infinities: [minusZero, infinity],
  finite: (x) => (digits) => {
    const error = erfInterval(magnitudeOf(x), true, digits);
    const sum = add(oneAt(digits), x.significand < 0n ? negate(error) : error);
    return timesDyadic(x, enclosure(sum, digits, -1));
  },
};

const gaussianByTangent: Elementary = {
  zeros: [minusZero, zero],
  infinities: [minusZero, infinity],
  // (1 + tanh(y))/2 is the logistic function of 2y
  finite: (x) => (digits) => timesDyadic(x, logisticEnclosure(twiceTangentArgument(x, digits), digits)),
};

/** `√(8/π) · (x + 0.044715 x³)`; the sum is a dyadic number over 200000. */
function twiceTangentArgument(x: Dyadic, digits: number): Interval {
  const slope = squareRoot(divide(shiftLeft(oneAt(digits), 3), constants.pi(digits), digits), digits);
  const square = squared(x);
  const factor = plusInteger({ significand: 8943n * square.significand, exponent: square.exponent }, 200_000n);
  const product = timesDyadic(x, timesDyadic(factor, enclosure(slope, digits)));
  return divideByInteger(toInterval(product, digits), 200_000n);
}
