import type { Code, Format } from "../format/format.ts";
import type { RoundingOptions } from "../rounding/roundingOptions.ts";
import { magnitudeOf } from "./enclosures/dyadic.ts";
import { enclosure } from "./enclosures/enclosure.ts";
import { divide, negate } from "./enclosures/interval.ts";
import { sinCosOfNumber } from "./enclosures/sinCosInterval.ts";
import { type Elementary, evaluate } from "./evaluate.ts";
import { odd } from "./odd.ts";
import { invalidOutcome, minusZero, one, zero } from "./outcome.ts";

/**
 * Sine of `a` radians, reduced by as many digits of π as `a` needs.
 *
 * ±0 is itself, and any other result is inexact. ±∞ raises invalid and gives the canonical NaN, as NaN does.
 * Accuracy: correctly rounded, in every format.
 *
 * @see IEEE 754-2019 §9.2 (sin).
 * @example
 * import { BF16, sin } from "@binade/softfloat";
 *
 * sin(BF16, 0x7f7f); // 0xbf7d
 */
export function sin<C extends Code>(format: Format<C>, a: NoInfer<C>, options: RoundingOptions = {}): C {
  return evaluate(sine, format, a, options);
}

/**
 * Cosine of `a` radians, reduced by as many digits of π as `a` needs.
 *
 * cos ±0 is 1, and any other result is inexact. ±∞ raises invalid and gives the canonical NaN, as NaN does.
 * Accuracy: correctly rounded, in every format.
 *
 * @see IEEE 754-2019 §9.2 (cos).
 * @example
 * import { cos, FP16 } from "@binade/softfloat";
 *
 * cos(FP16, 0x3c00); // 0x3853
 */
export function cos<C extends Code>(format: Format<C>, a: NoInfer<C>, options: RoundingOptions = {}): C {
  return evaluate(cosine, format, a, options);
}

/**
 * Tangent of `a` radians, reduced by as many digits of π as `a` needs.
 *
 * ±0 is itself, and any other result is inexact. ±∞ raises invalid and gives the canonical NaN, as NaN does.
 * Accuracy: correctly rounded, in every format.
 *
 * @see IEEE 754-2019 §9.2 (tan).
 * @example
 * import { FP16, tan } from "@binade/softfloat";
 *
 * tan(FP16, 0x3e48); // 0x6809
 */
export function tan<C extends Code>(format: Format<C>, a: NoInfer<C>, options: RoundingOptions = {}): C {
  return evaluate(tangent, format, a, options);
}

const sine: Elementary = {
  zeros: [minusZero, zero],
  infinities: [invalidOutcome, invalidOutcome],
  finite: (x) => odd(x, (magnitude, digits) => sinCosOfNumber(magnitude, digits).sin),
};

const cosine: Elementary = {
  zeros: [one, one],
  infinities: [invalidOutcome, invalidOutcome],
  finite: (x) => (digits) => enclosure(sinCosOfNumber(magnitudeOf(x), digits).cos, digits),
};

const tangent: Elementary = {
  zeros: [minusZero, zero],
  infinities: [invalidOutcome, invalidOutcome],
  finite: (x) =>
    odd(x, (magnitude, digits) => {
      const { sin, cos } = sinCosOfNumber(magnitude, digits);
      if (cos.low > 0n) return divide(sin, cos, digits);
      return cos.high < 0n ? divide(negate(sin), negate(cos), digits) : undefined; // too close to a pole to tell
    }),
};
