import type { Format } from "./format.ts";
import type { RoundingOptions } from "./roundingOptions.ts";
import { infiniteCode, roundToCode } from "./roundToCode.ts";
import { anyNaN } from "./specials.ts";
import { type Unpacked, unpack } from "./unpack.ts";

/**
 * The code of `to` that a code of `from` rounds to, in one rounding.
 *
 * NaN gives the canonical NaN, a signaling one raises invalid. ±∞ and ±0 keep their sign; `saturate` turns ±∞ into the
 * largest finite number. Accuracy: correctly rounded.
 *
 * @see IEEE 754-2019 §5.4.2 (formatOf-convertFormat).
 * @example
 * import { BF16, convert, FP16, FP32 } from "@binade/softfloat";
 *
 * convert(FP32, BF16, 0x7f7fffff); // 0x7f80
 * convert(BF16, FP16, 0x7f80, { saturate: true }); // 0x7bff
 */
export function convert(from: Format, to: Format, code: number, options: RoundingOptions = {}): number {
  return roundUnpacked(to, unpack(from, code), options);
}

/** Round what was taken apart from any format. */
export function roundUnpacked(format: Format, operand: Unpacked, options: RoundingOptions): number {
  if (anyNaN([operand], options.flags)) return format.canonicalNaN;
  if (operand.kind === "infinite") return infiniteCode(format, operand.isNegative, options);
  return roundToCode(format, operand.isNegative, operand.significand, operand.exponent, options);
}
