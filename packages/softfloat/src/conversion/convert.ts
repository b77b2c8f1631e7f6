import { nanResult } from "../codes/specials.ts";
import { type Unpacked, unpack } from "../codes/unpack.ts";
import type { Code, Format } from "../format/format.ts";
import type { RoundingOptions } from "../rounding/roundingOptions.ts";
import { infiniteCode, roundToCode } from "../rounding/roundToCode.ts";

/**
 * The code of `to` that a code of `from` rounds to, in one rounding.
 *
 * NaN gives the canonical NaN unless `nan` says otherwise, a signaling one raises invalid. ±∞ and ±0 keep their sign;
 * `saturate` turns ±∞ into the largest finite number. Into a format without infinity, ±∞ gives what overflow would give
 * and raises invalid. Accuracy: correctly rounded.
 *
 * @see IEEE 754-2019 §5.4.2 (formatOf-convertFormat).
 * @example
 * import { BF16, convert, FP16, FP32 } from "@binade/softfloat";
 *
 * convert(FP32, BF16, 0x7f7fffff); // 0x7f80
 * convert(BF16, FP16, 0x7f80, { saturate: true }); // 0x7bff
 */
export function convert<F extends Code, T extends Code>(
  from: Format<F>,
  to: Format<T>,
  code: NoInfer<F>,
  options: RoundingOptions = {},
): T {
  return roundUnpacked(to, unpack(from, code, options.flushInputs), options);
}

/** Round what was taken apart from any format. */
export function roundUnpacked<C extends Code>(format: Format<C>, operand: Unpacked, options: RoundingOptions): C {
  const nan = nanResult(format, [operand], options);
  if (nan !== undefined) return nan;
  if (operand.kind === "infinite") {
    const isLost = format.infinity === null && options.saturate !== true;
    if (isLost && options.flags !== undefined) options.flags.invalid = true;
    return infiniteCode(format, operand.isNegative, options);
  }
  return roundToCode(format, operand.isNegative, operand.significand, operand.exponent, options);
}
