import { roundUnpacked } from "../conversion/convert.ts";
import type { Code, Format } from "../format/format.ts";
import type { RoundingOptions } from "../rounding/roundingOptions.ts";
import { unpackText } from "./unpackText.ts";

/**
 * The code that the number written in a text rounds to, in one rounding from its exact value, however long the text.
 *
 * A text is a decimal (`"-12.5e-3"`, `".5"`), a C hex-float (`"0x1.8p-3"`), the same in binary digits (`"0b1.1p-3"`; both
 * without `p` too), `"inf"`, `"infinity"`, `"nan"` or `"nan(payload)"`, with or without a sign, in upper or lower case. White
 * space and digit separators are no part of it. ±0, ±∞ and NaN are treated as operands of {@link convert} are: the sign and
 * the payload of a NaN appear where the option `nan` keeps them. `flushInputs` has no effect, since a text is no number of
 * the format yet. Accuracy: correctly rounded, flags included.
 *
 * @throws TypeError when `text` is no string.
 * @throws RangeError when it is malformed, or its NaN payload does not fit into the format.
 * @see IEEE 754-2019 §5.12.2 (decimal), §5.12.3 (hexadecimal); C11 §7.22.1.3 (strtod).
 * @example
 * import { FP16, FP64, parse } from "@binade/softfloat";
 *
 * parse(FP16, "0.1"); // 0x2e66
 * parse(FP16, "0x1.8p-3", { rounding: "roundTowardZero" }); // 0x3200
 * parse(FP16, "1.000488281250000000000000001"); // 0x3c01
 * parse(FP64, "0.1"); // 0x3fb999999999999an
 */
export function parse<C extends Code>(format: Format<C>, text: string, options: RoundingOptions = {}): C {
  if (typeof text !== "string") throw new TypeError(`parse: string expected, got ${typeof text}`);
  return roundUnpacked(format, unpackText(format, text, options), options);
}
