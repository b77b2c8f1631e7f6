import { invalid, isZero, nanResult } from "../codes/specials.ts";
import { unpackOperands } from "../codes/unpack.ts";
import type { Code, Format } from "../format/format.ts";
import type { RoundingOptions } from "../rounding/roundingOptions.ts";
import { roundToCode } from "../rounding/roundToCode.ts";

/**
 * `a − b · n`, where `n` is the integer nearest to the exact `a / b`, the even one of two that are equally near.
 *
 * Not the truncated remainder of `%` and C's `fmod`: `|result| ≤ |b| / 2`. A NaN operand gives the canonical NaN; an
 * infinite `a` or a zero `b` raises invalid and gives it too. The remainder by ±∞ is `a`. A zero has the sign of `a`.
 * Accuracy: exact, in every rounding mode (a format without subnormals rounds what lies below its least number).
 *
 * @see IEEE 754-2019 §5.3.1 (remainder); TestFloat `f16_rem`.
 * @example
 * import { encode, FP16, remainder } from "@binade/softfloat";
 *
 * remainder(FP16, encode(FP16, 5), encode(FP16, 3)); // 0xbc00
 */
export function remainder<C extends Code>(
  format: Format<C>,
  a: NoInfer<C>,
  b: NoInfer<C>,
  options: RoundingOptions = {},
): C {
  const [x, y] = unpackOperands(format, [a, b], options);
  const nan = nanResult(format, [x, y], options);
  if (nan !== undefined) return nan;
  if (x.kind === "infinite" || isZero(y)) return invalid(format, options);
  if (y.kind === "infinite") return roundToCode(format, x.isNegative, x.significand, x.exponent, options);

  const exponent = Math.min(x.exponent, y.exponent);
  const dividend = x.significand << BigInt(x.exponent - exponent);
  const divisor = y.significand << BigInt(y.exponent - exponent);
  const quotient = dividend / divisor;
  const rest = dividend - quotient * divisor;
  const isAbove = 2n * rest > divisor || (2n * rest === divisor && quotient % 2n === 1n);
  return roundToCode(format, x.isNegative !== isAbove, isAbove ? divisor - rest : rest, exponent, options);
}
