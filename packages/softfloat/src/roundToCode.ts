import { bitLength } from "./bitLength.ts";
import type { Format } from "./format.ts";
import type { RoundingMode, RoundingOptions } from "./roundingOptions.ts";

/** The discarded part against half a unit: below, exactly half, or above. */
type Side = -1 | 0 | 1;

/** Whether `n + fraction` (`n` an integer, `0 < fraction < 1`) moves to `n + 1`. */
const roundsAway: Record<RoundingMode, (side: Side, isOdd: boolean, isNegative: boolean) => boolean> = {
  roundTiesToEven: (side, isOdd) => side > 0 || (side === 0 && isOdd),
  roundTiesToAway: (side) => side >= 0,
  roundTowardZero: () => false,
  roundTowardPositive: (_side, _isOdd, isNegative) => !isNegative,
  roundTowardNegative: (_side, _isOdd, isNegative) => isNegative,
  roundToOdd: (_side, isOdd) => !isOdd,
};

/** Whether a number beyond the finite range becomes infinite, rather than the largest finite number. */
const overflowsToInfinity: Record<RoundingMode, (isNegative: boolean) => boolean> = {
  roundTiesToEven: () => true,
  roundTiesToAway: () => true,
  roundTowardZero: () => false,
  roundTowardPositive: (isNegative) => !isNegative,
  roundTowardNegative: (isNegative) => isNegative,
  roundToOdd: () => false,
};

/**
 * Round `(−1)^isNegative · significand · 2^exponent` to `format`, once, and raise the flags of that rounding.
 *
 * Every operation ends here. The significand may have any length. Where the exact value has no finite expansion (a
 * quotient, a root), the caller passes `precision + 2` digits or more and makes the last one sticky.
 *
 * @see IEEE 754-2019 §4.3 (rounding), §7.4 (overflow), §7.5 (underflow), §7.6 (inexact).
 */
export function roundToCode(
  format: Format,
  isNegative: boolean,
  significand: bigint,
  exponent: number,
  options: RoundingOptions,
): number {
  if (significand === 0n) return signed(format, isNegative, 0);

  const { rounding = "roundTiesToEven", tininess = "afterRounding", flags } = options;
  const leading = exponent + bitLength(significand) - 1; // 2^leading ≤ |value| < 2^(leading + 1)
  const isSubnormal = leading < format.emin;
  const unit = Math.max(leading, format.emin) - (format.precision - 1);
  const scaled = roundToInteger(significand, unit - exponent, isNegative, rounding);

  // A significand rounded up to the next binade carries into the biased exponent, which is the next code.
  const implicitBit = 1 << (format.precision - 1);
  const magnitude = scaled.integer + (isSubnormal ? 0 : (leading - format.emin) * implicitBit);
  if (magnitude >= format.infinity) return overflow(format, isNegative, rounding, options);

  if (flags !== undefined && scaled.isInexact) {
    flags.inexact = true;
    if (isSubnormal && (tininess === "beforeRounding" || isTinyAfterRounding())) flags.underflow = true;
  }
  return signed(format, isNegative, magnitude);

  /** Tiny unless rounding to `precision` digits with no least exponent reaches `2^emin`. */
  function isTinyAfterRounding(): boolean {
    if (leading < format.emin - 1) return true;
    const unbounded = roundToInteger(significand, leading - (format.precision - 1) - exponent, isNegative, rounding);
    return unbounded.integer < 2 * implicitBit;
  }
}

/** Code of an infinite result: ∞, or the largest finite number where `saturate` asks for it. */
export function infiniteCode(format: Format, isNegative: boolean, { saturate = false }: RoundingOptions): number {
  return signed(format, isNegative, saturate ? format.maxFinite : format.infinity);
}

/** `magnitude` with a sign. */
export function signed(format: Format, isNegative: boolean, magnitude: number): number {
  return isNegative ? format.signBit + magnitude : magnitude;
}

function overflow(format: Format, isNegative: boolean, rounding: RoundingMode, options: RoundingOptions): number {
  if (options.flags !== undefined) {
    options.flags.overflow = true;
    options.flags.inexact = true;
  }
  if (overflowsToInfinity[rounding](isNegative)) return infiniteCode(format, isNegative, options);
  return signed(format, isNegative, format.maxFinite);
}

/** `significand / 2^shift` as an integer, by `rounding`. The caller chooses `shift` so that it fits a number. */
function roundToInteger(
  significand: bigint,
  shift: number,
  isNegative: boolean,
  rounding: RoundingMode,
): { integer: number; isInexact: boolean } {
  if (shift <= 0) return { integer: Number(significand << BigInt(-shift)), isInexact: false };

  const truncated = significand >> BigInt(shift);
  const discarded = significand - (truncated << BigInt(shift));
  const integer = Number(truncated);
  if (discarded === 0n) return { integer, isInexact: false };

  const half = 1n << BigInt(shift - 1);
  const side = discarded < half ? -1 : discarded === half ? 0 : 1;
  return { integer: integer + (roundsAway[rounding](side, integer % 2 === 1, isNegative) ? 1 : 0), isInexact: true };
}
