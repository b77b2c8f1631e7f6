import type { Code, Format } from "../format/format.ts";
import type { RoundingOptions } from "../rounding/roundingOptions.ts";
import { decode } from "./decode.ts";
import { encode } from "./encode.ts";

/**
 * The value of `format` that a number, an integer or a text rounds to, carried as a number.
 *
 * NaN, ±∞ and ±0 come back unchanged (±∞ as the largest finite number under `saturate`). Accuracy: correctly rounded.
 *
 * @throws TypeError and RangeError as {@link encode} does.
 * @see IEEE 754-2019 §4.3 (rounding), §7.4 (overflow).
 * @example
 * import { FP16, round } from "@binade/softfloat";
 *
 * round(FP16, 2049); // 2048
 * round(FP16, 2049, { rounding: "roundTiesToAway" }); // 2050
 * round(FP16, "0.1"); // 0.0999755859375
 */
export function round(format: Format<Code>, x: number | bigint | string, options: RoundingOptions = {}): number {
  return decode(format, encode(format, x, options));
}
