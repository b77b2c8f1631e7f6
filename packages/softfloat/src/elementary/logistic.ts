import type { Code, Format } from "../format/format.ts";
import type { RoundingOptions } from "../rounding/roundingOptions.ts";
import { timesDyadic } from "./enclosures/enclosure.ts";
import { fromDyadic } from "./enclosures/interval.ts";
import { logisticEnclosure } from "./enclosures/logisticEnclosure.ts";
import { type Elementary, evaluate } from "./evaluate.ts";
import { half, infinity, minusZero, one, zero } from "./outcome.ts";

/**
 * The logistic function, `1 / (1 + e^−a)`.
 *
 * ±0 gives 1/2, −∞ gives +0 and +∞ gives 1; any other result is inexact. NaN gives the canonical NaN.
 * Accuracy: correctly rounded, in every format.
 *
 * @example
 * import { FP16, sigmoid } from "@binade/softfloat";
 *
 * sigmoid(FP16, 0x3c00); // 0x39d9
 */
export function sigmoid<C extends Code>(format: Format<C>, a: NoInfer<C>, options: RoundingOptions = {}): C {
  return evaluate(logistic, format, a, options);
}

/**
 * The sigmoid linear unit, `a / (1 + e^−a)`, rounded once.
 *
 * ±0 is itself, −∞ gives −0 (the limit) and +∞ is itself; any other result is inexact. NaN gives the canonical NaN.
 * Accuracy: correctly rounded, in every format.
 *
 * @see S. Elfwing et al., “Sigmoid-weighted linear units for neural network function approximation”, 2018.
 * @example
 * import { FP16, silu } from "@binade/softfloat";
 *
 * silu(FP16, 0xbc00); // 0xb44e
 */
export function silu<C extends Code>(format: Format<C>, a: NoInfer<C>, options: RoundingOptions = {}): C {
  return evaluate(sigmoidLinear, format, a, options);
}

const logistic: Elementary = {
  zeros: [half, half],
  infinities: [zero, one],
  finite: (x) => (digits) => logisticEnclosure(fromDyadic(x, digits), digits),
};

const sigmoidLinear: Elementary = {
  zeros: [minusZero, zero],
  infinities: [minusZero, infinity],
  finite: (x) => (digits) => timesDyadic(x, logisticEnclosure(fromDyadic(x, digits), digits)),
};
