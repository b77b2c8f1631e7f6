import { type Unpacked, unpack } from "../codes/unpack.ts";
import type { Code, Format } from "../format/format.ts";
import { bitLength } from "../rounding/bitLength.ts";

/** `(−1)^isNegative · significand · 10^exponent`; the significand has no trailing zeros, and zero has exponent 0. */
export interface Decimal {
  readonly isNegative: boolean;
  readonly significand: bigint;
  readonly exponent: number;
}

/**
 * The shortest decimal that reads back as the code under `roundTiesToEven`; `null` for NaN and ±∞.
 *
 * Of the decimals with the fewest digits inside the rounding interval (its ends belong to it when the code is even) it is
 * the one nearest to the value, and of two such the one whose last digit is even. Above the largest finite number the
 * interval ends where it would if the exponent had no bound, also where anything larger reads back as that number.
 *
 * @throws RangeError when `code` is no code of the format.
 * @see G. L. Steele Jr. and J. L. White, “How to print floating-point numbers accurately”, 1990; IEEE 754-2019 §5.12.2.
 * @example
 * import { FP16, shortestDigits } from "@binade/softfloat";
 *
 * const { significand, exponent } = shortestDigits(FP16, 0x2e66) ?? {};
 * significand; // 1n
 * exponent; // -1
 */
export function shortestDigits<C extends Code>(format: Format<C>, code: NoInfer<C>): Decimal | null {
  const unpacked = unpack(format, code);
  return unpacked.kind === "finite" ? shortestOf(format, unpacked) : null;
}

/** The same for a finite number that was taken apart. */
export function shortestOf(format: Format<Code>, unpacked: Unpacked): Decimal {
  const { isNegative, significand } = unpacked;
  if (significand === 0n) return { isNegative, significand, exponent: 0 };
  return { isNegative, ...shortestInside(roundingInterval(format, unpacked)) };
}

/** The magnitudes that round to a code, `value − below … value + above`, in units of `2^exponent`. */
interface RoundingInterval {
  readonly value: bigint;
  readonly below: bigint;
  readonly above: bigint;
  readonly exponent: number;
  readonly hasLowerEnd: boolean;
  readonly hasUpperEnd: boolean;
}

/** In quarters of an ulp: half an ulp on both sides, and half of that below a power of two. */
function roundingInterval(format: Format<Code>, { significand, exponent }: Unpacked): RoundingInterval {
  const { precision, emin, hasZero, hasSubnormals, oneDigitTies } = format;
  const value = 4n * significand;
  const isPowerOfTwo = significand === 1n << BigInt(precision - 1); // not so for a subnormal one
  const isLeastNormal = isPowerOfTwo && hasZero && exponent === emin - (precision - 1);
  const isAfterZero = isLeastNormal && !hasSubnormals;

  // A significand of one digit cannot be even. A tie with zero goes to zero there, but half of a power of two is never
  // the nearest of the shortest decimals.
  const goesUp = precision === 1 && oneDigitTies === "largerMagnitude";
  const biasedExponent = exponent + (precision - 1) - emin + (hasZero ? 1 : 0);
  const isEven = (precision === 1 ? biasedExponent : Number(significand & 1n)) % 2 === 0;
  return {
    value,
    below: isAfterZero ? value / 2n : isPowerOfTwo && !isLeastNormal ? 1n : 2n,
    above: 2n,
    exponent: exponent - 2,
    hasLowerEnd: goesUp || isEven,
    hasUpperEnd: !goesUp && isEven,
  };
}

const log10Of2 = 0.30103; // a little more than it is

/** Take one digit of the value after the other, until what they begin lies in the interval, or what follows it does. */
function shortestInside(interval: RoundingInterval): Omit<Decimal, "isNegative"> {
  const { value, exponent } = interval;
  const firstPower = Math.ceil((bitLength(value) + exponent) * log10Of2) + 1; // 10^firstPower is above the value

  // over a common denominator: value = (floor + remainder / step) · 10^power
  const unit = (exponent > 0 ? 1n << BigInt(exponent) : 1n) * (firstPower < 0 ? 10n ** BigInt(-firstPower) : 1n);
  const step = (exponent < 0 ? 1n << BigInt(-exponent) : 1n) * (firstPower > 0 ? 10n ** BigInt(firstPower) : 1n);
  let floor = 0n;
  let remainder = value * unit;
  let below = interval.below * unit;
  let above = interval.above * unit;
  for (let power = firstPower - 1; ; power--) {
    remainder *= 10n;
    below *= 10n;
    above *= 10n;
    const digit = remainder / step;
    floor = 10n * floor + digit;
    remainder -= digit * step;
    if (floor === 0n) continue;

    const toCeiling = step - remainder;
    const isFloorInside = remainder < below || (interval.hasLowerEnd && remainder === below);
    const isCeilingInside = toCeiling < above || (interval.hasUpperEnd && toCeiling === above);
    if (!isFloorInside && !isCeilingInside) continue;
    const isCeilingNearer = remainder > toCeiling || (remainder === toCeiling && floor % 2n === 1n);
    const significand = isCeilingInside && (isCeilingNearer || !isFloorInside) ? floor + 1n : floor;
    return significand === 10n ? { significand: 1n, exponent: power + 1 } : { significand, exponent: power };
  }
}
