import type { Code, Format } from "../format/format.ts";
import { bitLength } from "../rounding/bitLength.ts";
import type { RoundingOptions } from "../rounding/roundingOptions.ts";
import { roundToCode } from "../rounding/roundToCode.ts";
import type { Rational } from "../text/exactRational.ts";

/** A number in binary digits: `(−1)^isNegative · (significand + θ) · 2^exponent` with θ = 0, or 0 < θ < 1 if `isCut`. */
export interface Expansion {
  readonly isNegative: boolean;
  readonly significand: bigint;
  readonly exponent: number;
  /** Whether nonzero digits follow those of the significand. */
  readonly isCut: boolean;
}

/** A fraction in binary: all its digits if they end, else the first `digits` or more. */
export function expand({ numerator, denominator }: Rational, isNegative: boolean, digits: number): Expansion {
  const magnitude = numerator < 0n ? -numerator : numerator;
  const isDyadic = (denominator & (denominator - 1n)) === 0n;
  const shift = isDyadic
    ? bitLength(denominator) - 1
    : Math.max(digits + bitLength(denominator) - bitLength(magnitude), 0);
  const dividend = magnitude << BigInt(shift);
  const significand = dividend / denominator;
  return { isNegative, significand, exponent: -shift, isCut: significand * denominator !== dividend };
}

/** Round once, the digits that were cut off included as a sticky digit. */
export function roundExpansion<C extends Code>(
  format: Format<C>,
  { isNegative, significand, exponent, isCut }: Expansion,
  options: RoundingOptions,
): C {
  if (!isCut) return roundToCode(format, isNegative, significand, exponent, options);
  return roundToCode(format, isNegative, 2n * significand + 1n, exponent - 1, options);
}
