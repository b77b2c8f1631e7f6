import { roundUnpacked } from "./convert.ts";
import type { Format } from "./format.ts";
import type { RoundingOptions } from "./roundingOptions.ts";
import { unpackNumber } from "./unpackNumber.ts";

/**
 * The code that a number rounds to, in one rounding from its binary64 value.
 *
 * NaN gives the canonical NaN. ±∞ and ±0 keep their sign; `saturate` turns ±∞ into the largest finite number.
 * Accuracy: correctly rounded.
 *
 * @see IEEE 754-2019 §4.3, §5.4.2.
 * @example
 * import { encode, FP16 } from "@binade/softfloat";
 *
 * encode(FP16, 1 + 2 ** -11 + 2 ** -40); // 0x3c01
 * encode(FP16, 65520); // 0x7c00
 * encode(FP16, 65520, { rounding: "roundTowardZero" }); // 0x7bff
 */
export function encode(format: Format, x: number, options: RoundingOptions = {}): number {
  return roundUnpacked(format, unpackNumber(x), options);
}
