import { type Unpacked, unpack } from "../codes/unpack.ts";
import type { Code, Format } from "../format/format.ts";

/** A fraction in lowest terms; the denominator is positive. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/**
 * The value of a code as a fraction in lowest terms; the denominator is a power of two.
 *
 * `null` for NaN and ±∞; both zeros are 0 / 1. Accuracy: exact.
 *
 * @throws RangeError when `code` is no code of the format.
 * @see IEEE 754-2019 §3.4.
 * @example
 * import { exactRational, FP16 } from "@binade/softfloat";
 *
 * const { numerator, denominator } = exactRational(FP16, 0x3555) ?? {};
 * numerator; // 1365n
 * denominator; // 4096n
 */
export function exactRational<C extends Code>(format: Format<C>, code: NoInfer<C>): Rational | null {
  const unpacked = unpack(format, code);
  if (unpacked.kind !== "finite") return null;
  const { significand, exponent } = reduced(unpacked);
  const magnitude = exponent > 0 ? significand << BigInt(exponent) : significand;
  return {
    numerator: unpacked.isNegative ? -magnitude : magnitude,
    denominator: exponent < 0 ? 1n << BigInt(-exponent) : 1n,
  };
}

/** The same number with an odd significand; zero with exponent 0. */
export function reduced({ significand, exponent }: Unpacked): { significand: bigint; exponent: number } {
  if (significand === 0n) return { significand, exponent: 0 };
  let shift = 0;
  while (((significand >> BigInt(shift)) & 1n) === 0n) shift++;
  return { significand: significand >> BigInt(shift), exponent: exponent + shift };
}
