import type { Unpacked } from "../codes/unpack.ts";
import { numberOf } from "../conversion/decode.ts";
import { bitLength } from "../rounding/bitLength.ts";

/**
 * What was taken apart, in the digits that JavaScript prints for it, `-0` included. What no binary64 holds (a midpoint of
 * FP64, a number beyond its range) is written as an integer times a power of two.
 */
export function numeral(x: Unpacked): string {
  if (x.kind !== "finite" || x.significand === 0n) return Object.is(numberOf(x), -0) ? "-0" : String(numberOf(x));
  const trailingZeros = bitLength(x.significand & -x.significand) - 1;
  const significand = x.significand >> BigInt(trailingZeros);
  const exponent = x.exponent + trailingZeros;
  const leading = exponent + bitLength(significand) - 1;
  if (bitLength(significand) <= 53 && exponent >= -1074 && leading <= 1023) {
    return String(numberOf({ ...x, significand, exponent }));
  }
  return `${x.isNegative ? "-" : ""}${significand === 1n ? "" : `${significand} · `}2^${exponent}`;
}
