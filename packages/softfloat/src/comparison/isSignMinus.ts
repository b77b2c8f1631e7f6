import { unpack } from "../codes/unpack.ts";
import type { Code, Format } from "../format/format.ts";

/**
 * Whether a code has a negative sign: negative numbers, −0, −∞ and NaNs whose sign bit is set.
 *
 * False for the one NaN of an fnuz format, which has no sign.
 *
 * @see IEEE 754-2019 §5.7.2 (isSignMinus).
 * @example
 * import { FP16, isSignMinus } from "@binade/softfloat";
 *
 * isSignMinus(FP16, 0x8000); // true
 */
export function isSignMinus<C extends Code>(format: Format<C>, code: NoInfer<C>): boolean {
  return unpack(format, code).isNegative;
}
