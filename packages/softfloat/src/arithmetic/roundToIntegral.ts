import { nanResult } from "../codes/specials.ts";
import { unpackOperands } from "../codes/unpack.ts";
import type { Code, Format } from "../format/format.ts";
import type { RoundingOptions } from "../rounding/roundingOptions.ts";
import { infiniteCode, roundToCode } from "../rounding/roundToCode.ts";
import { roundToInteger } from "../rounding/roundToInteger.ts";

/** How a number becomes integral. */
export interface RoundToIntegralOptions extends RoundingOptions {
  /** Raise inexact when the result differs from the operand. Default: true. */
  readonly exact?: boolean | undefined;
}

/**
 * The integer in `format` that a number rounds to, by default to nearest and ties to even.
 *
 * NaN gives the canonical NaN; ±∞ and ±0 come back unchanged, and a zero result keeps the sign of the operand. A format
 * whose largest finite number is no integer (E3M4, E2M3FN) overflows above the largest integer it has. The standard's
 * operations whose names carry a rounding direction are `{ rounding, exact: false }`. Accuracy: exact.
 *
 * @see IEEE 754-2019 §5.3.1, §5.9 (roundToIntegralExact and its kin); TestFloat `f16_roundToInt`.
 * @example
 * import { FP16, roundToIntegral } from "@binade/softfloat";
 *
 * roundToIntegral(FP16, 0x4100); // 0x4000
 * roundToIntegral(FP16, 0x4100, { rounding: "roundTowardPositive" }); // 0x4200
 */
export function roundToIntegral<C extends Code>(
  format: Format<C>,
  a: NoInfer<C>,
  options: RoundToIntegralOptions = {},
): C {
  const [x] = unpackOperands(format, [a], options);
  const nan = nanResult(format, [x], options);
  if (nan !== undefined) return nan;
  const { isNegative } = x;
  if (x.kind === "infinite") return infiniteCode(format, isNegative, options);

  const { integer, isInexact } = roundToInteger(x.significand, -x.exponent, { isNegative, options, parity: 0n });
  const { exact = true, flags } = options;
  if (isInexact && exact && flags !== undefined) flags.inexact = true;
  return roundToCode(format, isNegative, integer, 0, options);
}
