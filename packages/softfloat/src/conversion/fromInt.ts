import type { Code, Format } from "../format/format.ts";
import type { RoundingOptions } from "../rounding/roundingOptions.ts";
import { roundToCode } from "../rounding/roundToCode.ts";

/**
 * The code that an integer rounds to, in one rounding.
 *
 * Zero gives +0, −0 as a number too: an integer has no sign there. What a format without infinity, sign or zero makes of
 * large, negative and zero integers is said at {@link convert}. Accuracy: correctly rounded.
 *
 * @throws TypeError when `integer` is neither number nor bigint; RangeError when it is no integer.
 * @see IEEE 754-2019 §5.4.1 (convertFromInt); TestFloat `i32_to_f16`.
 * @example
 * import { BF16, FP16, fromInt } from "@binade/softfloat";
 *
 * fromInt(FP16, -2049); // 0xe800
 * fromInt(BF16, 16842753n); // 0x4b81
 */
export function fromInt<C extends Code>(format: Format<C>, integer: number | bigint, options: RoundingOptions = {}): C {
  if (typeof integer !== "number" && typeof integer !== "bigint") {
    throw new TypeError(`fromInt: number or bigint expected, got ${typeof integer}`);
  }
  if (typeof integer === "number" && !Number.isInteger(integer)) {
    throw new RangeError(`fromInt: integer expected, got ${integer}`);
  }
  const exact = BigInt(integer);
  return roundToCode(format, exact < 0n, exact < 0n ? -exact : exact, 0, options);
}
