import { invalid, isZero, nanResult } from "../codes/specials.ts";
import { unpackOperands } from "../codes/unpack.ts";
import type { Code, Format } from "../format/format.ts";
import { digitsToRound } from "../rounding/digitsToRound.ts";
import { quotient } from "../rounding/quotient.ts";
import type { RoundingOptions } from "../rounding/roundingOptions.ts";
import { infiniteCode, roundToCode } from "../rounding/roundToCode.ts";

/**
 * `a / b`.
 *
 * A NaN operand gives the canonical NaN; 0 / 0 and ∞ / ∞ raise invalid and give it too. A finite nonzero number over zero
 * raises divideByZero and gives ∞ of the product of the signs. Accuracy: correctly rounded.
 *
 * @see IEEE 754-2019 §5.4.1 (division), §7.2, §7.3 (division by zero).
 * @example
 * import { div, FP16 } from "@binade/softfloat";
 *
 * div(FP16, 0x3c00, 0x4200); // 0x3555
 * div(FP16, 0xbc00, 0x0000); // 0xfc00
 */
export function div<C extends Code>(format: Format<C>, a: NoInfer<C>, b: NoInfer<C>, options: RoundingOptions = {}): C {
  const [x, y] = unpackOperands(format, [a, b], options);
  const nan = nanResult(format, [x, y], options);
  if (nan !== undefined) return nan;
  if (isZero(x) && isZero(y)) return invalid(format, options);
  if (x.kind === "infinite" && y.kind === "infinite") return invalid(format, options);

  const isNegative = x.isNegative !== y.isNegative;
  if (x.kind === "infinite") return infiniteCode(format, isNegative, options);
  if (y.kind === "infinite") return roundToCode(format, isNegative, 0n, 0, options);
  if (isZero(y)) {
    if (options.flags !== undefined) options.flags.divideByZero = true;
    return infiniteCode(format, isNegative, options);
  }

  const { significand, exponent } = quotient(x.significand, y.significand, digitsToRound(format, options));
  return roundToCode(format, isNegative, significand, x.exponent - y.exponent + exponent, options);
}
