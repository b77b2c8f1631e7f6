import type { Unpacked } from "../codes/unpack.ts";
import { unpackNumber } from "../codes/unpackNumber.ts";
import type { Code, Format } from "../format/format.ts";
import type { RoundingOptions } from "../rounding/roundingOptions.ts";
import { unpackText } from "../text/unpackText.ts";
import { roundUnpacked } from "./convert.ts";

/**
 * The code that a number, an integer or a text rounds to, in one rounding from its exact value.
 *
 * NaN gives the canonical NaN. ±∞ and ±0 keep their sign; `saturate` turns ±∞ into the largest finite number. What a
 * format without infinity, NaN, sign or zero makes of them is said at {@link convert}, how a text is written at
 * {@link parse}. A text never goes through binary64. Accuracy: correctly rounded.
 *
 * @throws TypeError when `x` is none of them.
 * @throws RangeError when a text is malformed.
 * @see IEEE 754-2019 §4.3, §5.4.2, §5.12.
 * @example
 * import { encode, FP16 } from "@binade/softfloat";
 *
 * encode(FP16, 1 + 2 ** -11 + 2 ** -40); // 0x3c01
 * encode(FP16, 65520); // 0x7c00
 * encode(FP16, 65520, { rounding: "roundTowardZero" }); // 0x7bff
 * encode(FP16, "0.1"); // 0x2e66
 */
export function encode<C extends Code>(
  format: Format<C>,
  x: number | bigint | string,
  options: RoundingOptions = {},
): C {
  return roundUnpacked(format, unpackSource(format, x, options), options);
}

function unpackSource(format: Format<Code>, x: unknown, options: RoundingOptions): Unpacked {
  if (typeof x === "number") return unpackNumber(x, options.flushInputs);
  if (typeof x === "bigint") return { kind: "finite", isNegative: x < 0n, significand: x < 0n ? -x : x, exponent: 0 };
  if (typeof x === "string") return unpackText(format, x, options);
  throw new TypeError(`encode: number, bigint or string expected, got ${typeof x}`);
}
