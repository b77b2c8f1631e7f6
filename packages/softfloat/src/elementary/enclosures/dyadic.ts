import { bitLength } from "../../rounding/bitLength.ts";

/** The number `significand · 2^exponent`, exactly; the significand carries the sign. */
export interface Dyadic {
  readonly significand: bigint;
  readonly exponent: number;
}

/** −1, 0 or 1 as `x` is below, at or above the integer `bound`. */
export function compareWithInteger({ significand, exponent }: Dyadic, bound: number): number {
  const left = exponent > 0 ? significand << BigInt(exponent) : significand;
  const right = exponent > 0 ? BigInt(bound) : BigInt(bound) << BigInt(-exponent);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The exponent of the leading digit: `2^leading ≤ |x| < 2^(leading + 1)`, for `x ≠ 0`. */
export function leadingExponent({ significand, exponent }: Dyadic): number {
  return exponent + bitLength(significand < 0n ? -significand : significand) - 1;
}

/** The same number with an odd significand, for `x ≠ 0`. */
export function reduce({ significand, exponent }: Dyadic): Dyadic {
  const trailingZeros = bitLength(significand & -significand) - 1;
  return { significand: significand >> BigInt(trailingZeros), exponent: exponent + trailingZeros };
}

export function magnitudeOf({ significand, exponent }: Dyadic): Dyadic {
  return { significand: significand < 0n ? -significand : significand, exponent };
}

export function negative({ significand, exponent }: Dyadic): Dyadic {
  return { significand: -significand, exponent };
}

export function doubled({ significand, exponent }: Dyadic): Dyadic {
  return { significand, exponent: exponent + 1 };
}

export function halved({ significand, exponent }: Dyadic): Dyadic {
  return { significand, exponent: exponent - 1 };
}

export function squared({ significand, exponent }: Dyadic): Dyadic {
  return { significand: significand * significand, exponent: 2 * exponent };
}

/** `x + integer`. */
export function plusInteger({ significand, exponent }: Dyadic, integer: bigint): Dyadic {
  return exponent > 0
    ? { significand: (significand << BigInt(exponent)) + integer, exponent: 0 }
    : { significand: significand + (integer << BigInt(-exponent)), exponent };
}

/** `⌊x⌋`. */
export function floor({ significand, exponent }: Dyadic): bigint {
  return exponent >= 0 ? significand << BigInt(exponent) : significand >> BigInt(-exponent);
}

/** `x` as an integer, or `undefined` if it is none. */
export function integerValue(x: Dyadic): bigint | undefined {
  const integer = floor(x);
  return plusInteger(x, -integer).significand === 0n ? integer : undefined;
}
