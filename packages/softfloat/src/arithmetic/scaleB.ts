import { nanResult } from "../codes/specials.ts";
import { unpackOperands } from "../codes/unpack.ts";
import type { Code, Format } from "../format/format.ts";
import type { RoundingOptions } from "../rounding/roundingOptions.ts";
import { infiniteCode, roundToCode } from "../rounding/roundToCode.ts";

/** More than the distance between the ends of any format's range: a larger scale gives the same result. */
const maxScale = 8192;

/**
 * `a · 2^scale`, rounded once where the result is below the normal numbers or beyond the largest.
 *
 * NaN gives the canonical NaN; ±∞ and ±0 come back unchanged. Accuracy: correctly rounded.
 *
 * @throws RangeError when `scale` is no integer.
 * @see IEEE 754-2019 §5.3.3 (scaleB).
 * @example
 * import { FP16, scaleB } from "@binade/softfloat";
 *
 * scaleB(FP16, 0x3c00, -24); // 0x0001
 * scaleB(FP16, 0x3c00, 16); // 0x7c00
 */
export function scaleB<C extends Code>(
  format: Format<C>,
  a: NoInfer<C>,
  scale: number,
  options: RoundingOptions = {},
): C {
  if (!Number.isInteger(scale)) throw new RangeError(`scaleB: scale as an integer expected, got ${scale}`);
  const [x] = unpackOperands(format, [a], options);
  const nan = nanResult(format, [x], options);
  if (nan !== undefined) return nan;
  if (x.kind === "infinite") return infiniteCode(format, x.isNegative, options);
  const exponent = x.exponent + Math.min(Math.max(scale, -maxScale), maxScale);
  return roundToCode(format, x.isNegative, x.significand, exponent, options);
}
