import type { Unpacked } from "../codes/unpack.ts";
import { decode } from "../conversion/decode.ts";
import { FP64 } from "../format/formats.ts";
import type { Rational } from "../text/exactRational.ts";
import { expand, roundExpansion } from "./expansion.ts";

/** A fraction in lowest terms as data: decimal digits, which `BigInt()` reads back. */
export interface RationalText {
  readonly numerator: string;
  readonly denominator: string;
}

/** The value of what was taken apart and is finite; not reduced. */
export function rationalOf({ isNegative, significand, exponent }: Omit<Unpacked, "kind">): Rational {
  const signed = isNegative ? -significand : significand;
  return exponent >= 0
    ? { numerator: signed << BigInt(exponent), denominator: 1n }
    : { numerator: signed, denominator: 1n << BigInt(-exponent) };
}

export function difference(x: Rational, y: Rational): Rational {
  return {
    numerator: x.numerator * y.denominator - y.numerator * x.denominator,
    denominator: x.denominator * y.denominator,
  };
}

/** `x / y` for `y ≠ 0`. */
export function ratio(x: Rational, y: Rational): Rational {
  const sign = y.numerator < 0n ? -1n : 1n;
  return { numerator: sign * x.numerator * y.denominator, denominator: sign * x.denominator * y.numerator };
}

/** The binary64 nearest to a fraction; zero is +0. */
export function nearestNumber(x: Rational): number {
  const isNegative = x.numerator < 0n;
  if (x.numerator === 0n) return 0;
  return decode(FP64, roundExpansion(FP64, expand(x, isNegative, FP64.precision + 2), {}));
}

export function rationalText({ numerator, denominator }: Rational): RationalText {
  const divisor = greatestCommonDivisor(numerator < 0n ? -numerator : numerator, denominator);
  return { numerator: `${numerator / divisor}`, denominator: `${denominator / divisor}` };
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
