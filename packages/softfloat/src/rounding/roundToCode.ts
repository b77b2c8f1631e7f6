import { pack } from "../codes/pack.ts";
import { invalid, signedNaN } from "../codes/specials.ts";
import type { Code, Format } from "../format/format.ts";
import { bitLength } from "./bitLength.ts";
import type { RoundingMode, RoundingOptions } from "./roundingOptions.ts";
import { roundToInteger } from "./roundToInteger.ts";

/** Whether a number beyond the finite range becomes infinite, rather than the largest finite number. */
const overflowsToInfinity: Record<RoundingMode, (isNegative: boolean) => boolean> = {
  roundTiesToEven: () => true,
  roundTiesToAway: () => true,
  roundTowardZero: () => false,
  roundTowardPositive: (isNegative) => !isNegative,
  roundTowardNegative: (isNegative) => isNegative,
  roundToOdd: () => false,
  stochastic: () => true,
};

/**
 * Round `(−1)^isNegative · significand · 2^exponent` to `format`, once, and raise the flags of that rounding.
 *
 * Every operation ends here. The significand may have any length. Where the exact value has no finite expansion (a
 * quotient, a root), the caller passes `precision + 2` digits or more, and more than `random.count` below the precision,
 * and makes the last one sticky.
 *
 * @see IEEE 754-2019 §4.3 (rounding), §7.4 (overflow), §7.5 (underflow), §7.6 (inexact).
 */
export function roundToCode<C extends Code>(
  format: Format<C>,
  isNegative: boolean,
  significand: bigint,
  exponent: number,
  options: RoundingOptions,
): C {
  if (significand === 0n) return format.hasZero ? pack(format, isNegative, 0n) : invalid(format, options);
  if (isNegative && !format.isSigned) return invalid(format, options);

  const { rounding = "roundTiesToEven", tininess = "afterRounding", flags } = options;
  const { precision, emin } = format;
  const implicitBit = 1n << BigInt(precision - 1);
  const leading = exponent + bitLength(significand) - 1; // 2^leading ≤ |value| < 2^(leading + 1)
  const isBelowNormal = leading < emin;
  if (isBelowNormal && (!format.hasZero || (options.flushOutputs === true && isTiny()))) return tinyCode();

  // Below 2^emin the unit stops shrinking; without subnormals it is 2^emin itself.
  const unit = isBelowNormal && !format.hasSubnormals ? emin : Math.max(leading, emin) - (precision - 1);
  const firstCode = isBelowNormal ? 0n : BigInt(leading - emin) * implicitBit - (format.hasZero ? 0n : implicitBit);
  const isParityOfCode = precision === 1 && (rounding === "roundToOdd" || format.oneDigitTies === "evenCode");
  const rounded = roundToInteger(significand, unit - exponent, {
    isNegative,
    options,
    parity: isParityOfCode ? firstCode : 0n,
  });

  // A significand rounded up to the next binade carries into the biased exponent, which is the next code.
  const isUnitNormal = isBelowNormal && !format.hasSubnormals;
  const magnitude = firstCode + (isUnitNormal ? rounded.integer * implicitBit : rounded.integer);
  if (magnitude > format.maxFinite) return overflow(format, isNegative, rounding, options);

  if (flags !== undefined && rounded.isInexact) {
    flags.inexact = true;
    if (isBelowNormal && isTiny()) flags.underflow = true;
  }
  return pack(format, isNegative, magnitude);

  /** Before rounding, whatever is below `2^emin`; after it, unless `precision` digits with no least exponent reach that. */
  function isTiny(): boolean {
    if (tininess === "beforeRounding" || leading < emin - 1) return true;
    const shift = leading - (precision - 1) - exponent;
    return roundToInteger(significand, shift, { isNegative, options, parity: 0n }).integer < 2n * implicitBit;
  }

  /** Zero, or where there is none the least number. */
  function tinyCode(): C {
    if (flags !== undefined) {
      flags.underflow = true;
      flags.inexact = true;
    }
    return pack(format, isNegative, 0n);
  }
}

/** Code of an infinite result: ∞, or what stands for it where `saturate` asks for that or the format has none. */
export function infiniteCode<C extends Code>(format: Format<C>, isNegative: boolean, options: RoundingOptions): C {
  if (isNegative && !format.isSigned) return invalid(format, options);
  const { infinity, canonicalNaN, maxFinite } = format;
  if (options.saturate === true || (infinity === null && canonicalNaN === null)) {
    return pack(format, isNegative, BigInt(maxFinite));
  }
  if (infinity !== null) return pack(format, isNegative, BigInt(infinity));
  return canonicalNaN === null ? maxFinite : signedNaN(format, canonicalNaN, isNegative);
}

function overflow<C extends Code>(
  format: Format<C>,
  isNegative: boolean,
  rounding: RoundingMode,
  options: RoundingOptions,
): C {
  if (options.flags !== undefined) {
    options.flags.overflow = true;
    options.flags.inexact = true;
  }
  if (overflowsToInfinity[rounding](isNegative)) return infiniteCode(format, isNegative, options);
  return pack(format, isNegative, BigInt(format.maxFinite));
}
