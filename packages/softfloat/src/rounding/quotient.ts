import { bitLength } from "./bitLength.ts";

/**
 * `dividend / divisor` as `significand · 2^exponent`: the quotient to `digits` binary digits or more, then one sticky
 * digit for the remainder.
 */
export function quotient(
  dividend: bigint,
  divisor: bigint,
  digits: number,
): { readonly significand: bigint; readonly exponent: number } {
  const shift = Math.max(digits + bitLength(divisor) - bitLength(dividend), 0);
  const shifted = dividend << BigInt(shift);
  const integer = shifted / divisor;
  const sticky = integer * divisor === shifted ? 0n : 1n;
  return { significand: 2n * integer + sticky, exponent: -shift - 1 };
}
