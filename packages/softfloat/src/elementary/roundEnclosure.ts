import type { Code, Format } from "../format/format.ts";
import { bitLength } from "../rounding/bitLength.ts";
import { digitsToRound } from "../rounding/digitsToRound.ts";
import type { RoundingOptions } from "../rounding/roundingOptions.ts";
import { roundToCode } from "../rounding/roundToCode.ts";
import type { Enclosure } from "./enclosures/enclosure.ts";

/**
 * The code of a number that is enclosed and is not dyadic, or `undefined` while the enclosure is too wide to tell.
 *
 * What decides a rounding are the number's leading digits and that something follows them. Both ends of the enclosure
 * having the same ones, so has the number; the upper end may be the next number with that many digits, since the number
 * itself is below it.
 */
export function roundEnclosure<C extends Code>(
  format: Format<C>,
  { low, high, exponent }: Enclosure,
  options: RoundingOptions,
): C | undefined {
  if (low < 0n && high > 0n) return undefined;
  const isNegative = low < 0n;
  const near = isNegative ? -high : low;
  const far = isNegative ? -low : high;

  // As many digits as a normal result needs, and none that a subnormal one does not.
  const digits = digitsToRound(format, options);
  const unit = Math.max(exponent + bitLength(near) - digits, format.emin - digits);
  const shift = unit - exponent;
  if (shift < 0) return undefined;

  const truncated = near >> BigInt(shift);
  if (far > (truncated + 1n) << BigInt(shift)) return undefined;
  return roundToCode(format, isNegative, 2n * truncated + 1n, unit - 1, options);
}
