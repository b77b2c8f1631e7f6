import { bitLength } from "./bitLength.ts";
import type { Format } from "./format.ts";
import type { RoundingOptions } from "./roundingOptions.ts";
import { infiniteCode, roundToCode, signed } from "./roundToCode.ts";
import { anyNaN, invalid, isZero } from "./specials.ts";
import { unpack } from "./unpack.ts";

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
export function div(format: Format, a: number, b: number, options: RoundingOptions = {}): number {
  const x = unpack(format, a);
  const y = unpack(format, b);
  if (anyNaN([x, y], options.flags)) return format.canonicalNaN;
  if (isZero(x) && isZero(y)) return invalid(format, options);
  if (x.kind === "infinite" && y.kind === "infinite") return invalid(format, options);

  const isNegative = x.isNegative !== y.isNegative;
  if (x.kind === "infinite") return infiniteCode(format, isNegative, options);
  if (y.kind === "infinite") return signed(format, isNegative, 0);
  if (isZero(y)) {
    if (options.flags !== undefined) options.flags.divideByZero = true;
    return infiniteCode(format, isNegative, options);
  }

  // precision + 2 digits of quotient, then one sticky digit for the remainder
  const missing = format.precision + 2 + bitLength(y.significand) - bitLength(x.significand);
  const shift = Math.max(missing, 0);
  const dividend = x.significand << BigInt(shift);
  const quotient = dividend / y.significand;
  const sticky = quotient * y.significand === dividend ? 0n : 1n;
  return roundToCode(format, isNegative, 2n * quotient + sticky, x.exponent - y.exponent - shift - 1, options);
}
