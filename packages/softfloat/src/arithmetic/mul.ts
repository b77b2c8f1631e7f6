import { invalid, isZero, nanResult } from "../codes/specials.ts";
import { type Unpacked, unpackOperands } from "../codes/unpack.ts";
import type { Code, Format } from "../format/format.ts";
import type { RoundingOptions } from "../rounding/roundingOptions.ts";
import { infiniteCode, roundToCode } from "../rounding/roundToCode.ts";

/**
 * `a · b`.
 *
 * A NaN operand gives the canonical NaN; 0 · ∞ raises invalid and gives it too. The sign of the result is the product of
 * the signs, for zeros and infinities as well. Accuracy: correctly rounded.
 *
 * @see IEEE 754-2019 §5.4.1 (multiplication), §6.3, §7.2.
 * @example
 * import { FP16, mul } from "@binade/softfloat";
 *
 * mul(FP16, 0x4000, 0xbe00); // 0xc200
 */
export function mul<C extends Code>(format: Format<C>, a: NoInfer<C>, b: NoInfer<C>, options: RoundingOptions = {}): C {
  const [x, y] = unpackOperands(format, [a, b], options);
  const nan = nanResult(format, [x, y], options);
  if (nan !== undefined) return nan;
  if (isInvalidProduct(x, y)) return invalid(format, options);

  const { kind, isNegative, significand, exponent } = exactProduct(x, y);
  if (kind === "infinite") return infiniteCode(format, isNegative, options);
  return roundToCode(format, isNegative, significand, exponent, options);
}

/** Zero times infinity. */
export function isInvalidProduct(x: Unpacked, y: Unpacked): boolean {
  return (isZero(x) && y.kind === "infinite") || (x.kind === "infinite" && isZero(y));
}

/** The unrounded product of operands that are not NaN and not invalid. */
export function exactProduct(x: Unpacked, y: Unpacked): Unpacked {
  return {
    kind: x.kind === "infinite" || y.kind === "infinite" ? "infinite" : "finite",
    isNegative: x.isNegative !== y.isNegative,
    significand: x.significand * y.significand,
    exponent: x.exponent + y.exponent,
  };
}
