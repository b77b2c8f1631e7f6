import { unpack } from "../codes/unpack.ts";
import type { Code, Format } from "../format/format.ts";
import { reduced } from "./exactRational.ts";
import { specialText } from "./specialText.ts";

/**
 * The value of a code with all its decimal digits, and no exponent: every binary number has finitely many.
 *
 * They are 1074 places for the least {@link FP64}, 24 for the least {@link FP16}. Specials as {@link toShortest} writes
 * them. Accuracy: exact.
 *
 * @throws RangeError when `code` is no code of the format.
 * @see IEEE 754-2019 §5.12.2.
 * @example
 * import { FP16, toExactDecimal } from "@binade/softfloat";
 *
 * toExactDecimal(FP16, 0x2e66); // "0.0999755859375"
 * toExactDecimal(FP16, 0x0001); // "0.000000059604644775390625"
 */
export function toExactDecimal<C extends Code>(format: Format<C>, code: NoInfer<C>): string {
  const unpacked = unpack(format, code);
  const special = specialText(unpacked);
  if (special !== undefined) return special;

  const { significand, exponent } = reduced(unpacked);
  const sign = unpacked.isNegative ? "-" : "";
  if (exponent >= 0) return `${sign}${significand << BigInt(exponent)}`;

  // an odd significand over 2^places = an odd multiple of 5^places over 10^places, so there are no trailing zeros
  const places = -exponent;
  const digits = (significand * 5n ** BigInt(places)).toString().padStart(places + 1, "0");
  return `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
