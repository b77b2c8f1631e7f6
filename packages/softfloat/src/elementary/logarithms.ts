import type { Code, Format } from "../format/format.ts";
import type { RoundingOptions } from "../rounding/roundingOptions.ts";
import { constants } from "./enclosures/constants.ts";
import { compareWithInteger, type Dyadic, integerValue, plusInteger, reduce } from "./enclosures/dyadic.ts";
import { enclosure, exactly } from "./enclosures/enclosure.ts";
import { divide } from "./enclosures/interval.ts";
import { logInterval } from "./enclosures/logInterval.ts";
import { type Elementary, type Encloser, evaluate } from "./evaluate.ts";
import { exactNumber, infinity, invalidOutcome, minusPole, minusZero, type Outcome, zero } from "./outcome.ts";

/**
 * `ln a`, the natural logarithm.
 *
 * ln 1 is +0, and any other result of a positive number is inexact. ±0 raises divideByZero and gives −∞; a negative
 * number raises invalid and gives the canonical NaN, as NaN does. ln +∞ is +∞. Accuracy: correctly rounded, in every
 * format.
 *
 * @see IEEE 754-2019 §9.2 (log).
 * @example
 * import { FP16, log } from "@binade/softfloat";
 *
 * log(FP16, 0x4000); // 0x398c
 * log(FP16, 0x0000); // 0xfc00
 */
export function log<C extends Code>(format: Format<C>, a: NoInfer<C>, options: RoundingOptions = {}): C {
  return evaluate(naturalLogarithm, format, a, options);
}

/**
 * `log₂ a`, exact for a power of two.
 *
 * ±0 raises divideByZero and gives −∞; a negative number raises invalid and gives the canonical NaN, as NaN does.
 * log₂ 1 is +0 and log₂ +∞ is +∞. Accuracy: correctly rounded, in every format.
 *
 * @see IEEE 754-2019 §9.2 (log2).
 * @example
 * import { FP16, log2 } from "@binade/softfloat";
 *
 * log2(FP16, 0x0001); // 0xce00
 */
export function log2<C extends Code>(format: Format<C>, a: NoInfer<C>, options: RoundingOptions = {}): C {
  return evaluate(binaryLogarithm, format, a, options);
}

/**
 * `log₁₀ a`, exact for a natural power of ten.
 *
 * ±0 raises divideByZero and gives −∞; a negative number raises invalid and gives the canonical NaN, as NaN does.
 * log₁₀ 1 is +0 and log₁₀ +∞ is +∞. Accuracy: correctly rounded, in every format.
 *
 * @see IEEE 754-2019 §9.2 (log10).
 * @example
 * import { FP16, log10 } from "@binade/softfloat";
 *
 * log10(FP16, 0x5640); // 0x4000
 */
export function log10<C extends Code>(format: Format<C>, a: NoInfer<C>, options: RoundingOptions = {}): C {
  return evaluate(decimalLogarithm, format, a, options);
}

/**
 * `ln(1 + a)`, where 1 + a is not rounded.
 *
 * ±0 is itself, and any other result above −1 is inexact. −1 raises divideByZero and gives −∞; a number below raises
 * invalid and gives the canonical NaN, as NaN does. +∞ is itself. Accuracy: correctly rounded, in every format.
 *
 * @see IEEE 754-2019 §9.2 (logp1).
 * @example
 * import { BF16, log1p } from "@binade/softfloat";
 *
 * log1p(BF16, 0x2f80); // 0x2f80
 * log1p(BF16, 0xbf80); // 0xff80
 */
export function log1p<C extends Code>(format: Format<C>, a: NoInfer<C>, options: RoundingOptions = {}): C {
  return evaluate(logarithmOfOnePlus, format, a, options);
}

/** What the logarithms of positive numbers share; `positive` is the logarithm of a number with an odd significand. */
function logarithm(positive: (x: Dyadic) => Outcome | Encloser): Elementary {
  return {
    zeros: [minusPole, minusPole],
    infinities: [invalidOutcome, infinity],
    finite: (x) => (x.significand < 0n ? invalidOutcome : positive(reduce(x))),
  };
}

const naturalLogarithm = /* @__PURE__ */ logarithm((x) => {
  if (isPowerOfTwo(x) && x.exponent === 0) return zero;
  return (digits) => enclosure(logInterval(exactly(x), digits), digits);
});

const binaryLogarithm = /* @__PURE__ */ logarithm((x) => {
  if (isPowerOfTwo(x)) return exactNumber(BigInt(x.exponent));
  return (digits) => enclosure(divide(logInterval(exactly(x), digits), constants.ln2(digits), digits), digits);
});

const decimalLogarithm = /* @__PURE__ */ logarithm((x) => {
  const power = powerOfTen(x);
  if (power !== undefined) return exactNumber(power);
  return (digits) => enclosure(divide(logInterval(exactly(x), digits), constants.ln10(digits), digits), digits);
});

const logarithmOfOnePlus: Elementary = {
  zeros: [minusZero, zero],
  infinities: [invalidOutcome, infinity],
  finite: (x) => {
    const side = compareWithInteger(x, -1);
    if (side <= 0) return side < 0 ? invalidOutcome : minusPole;
    return (digits) => enclosure(logInterval(exactly(plusInteger(x, 1n)), digits), digits);
  },
};

function isPowerOfTwo({ significand }: Dyadic): boolean {
  return significand === 1n;
}

/** The natural number `n` with `x = 10^n`, if there is one. */
function powerOfTen(x: Dyadic): bigint | undefined {
  let rest = integerValue(x);
  let power = 0n;
  for (; rest !== undefined && rest % 10n === 0n; power++) rest /= 10n;
  return rest === 1n ? power : undefined;
}
