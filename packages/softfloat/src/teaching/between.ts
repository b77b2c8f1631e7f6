import type { Unpacked } from "../codes/unpack.ts";

/** `x` and a number of quarters of the way to `y`, for finite numbers of which none has the other's opposite sign. */
export function between(x: Unpacked, y: Unpacked, quarters: 1 | 2 | 3): Unpacked {
  const exponent = Math.min(x.exponent, y.exponent);
  const integerOf = (z: Unpacked): bigint => z.significand << BigInt(z.exponent - exponent);
  const significand = BigInt(4 - quarters) * integerOf(x) + BigInt(quarters) * integerOf(y);
  return { ...(x.significand === 0n ? y : x), significand, exponent: exponent - 2 };
}
