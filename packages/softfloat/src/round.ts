import { decode } from "./decode.ts";
import { encode } from "./encode.ts";
import type { Format } from "./format.ts";
import type { RoundingOptions } from "./roundingOptions.ts";

/**
 * The value of `format` that a number rounds to, carried as a number.
 *
 * NaN, ±∞ and ±0 come back unchanged (±∞ as the largest finite number under `saturate`). Accuracy: correctly rounded.
 *
 * @see IEEE 754-2019 §4.3 (rounding), §7.4 (overflow).
 * @example
 * import { FP16, round } from "@binade/softfloat";
 *
 * round(FP16, 2049); // 2048
 * round(FP16, 2049, { rounding: "roundTiesToAway" }); // 2050
 */
export function round(format: Format, x: number, options: RoundingOptions = {}): number {
  return decode(format, encode(format, x, options));
}
