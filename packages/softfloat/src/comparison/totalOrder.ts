import { isZero } from "../codes/specials.ts";
import { unpack } from "../codes/unpack.ts";
import type { Code, Format } from "../format/format.ts";
import { magnitude } from "../rounding/magnitude.ts";

/**
 * Whether `a` stands before `b` in the order of all codes, or they stand for the same.
 *
 * Negative NaNs, −∞, negative numbers, −0, +0, positive numbers, +∞, positive NaNs; the NaNs of each sign by payload, of
 * positive ones the signaling before the quiet. A NaN without sign counts as positive. Never raises a flag.
 *
 * @see IEEE 754-2019 §5.10 (totalOrder).
 * @example
 * import { FP16, totalOrder } from "@binade/softfloat";
 *
 * totalOrder(FP16, 0x8000, 0x0000); // true
 * totalOrder(FP16, 0x7e00, 0x7c00); // false
 */
export function totalOrder<C extends Code>(format: Format<C>, a: NoInfer<C>, b: NoInfer<C>): boolean {
  return rank(format, a) <= rank(format, b);
}

/** An integer that grows along that order. */
function rank<C extends Code>(format: Format<C>, code: C): bigint {
  const x = unpack(format, code);
  const isNaNAtSign = x.kind === "quietNaN" && format.nanEncoding === "fnuz";
  const distance = isNaNAtSign ? BigInt(format.signBit) : isZero(x) ? 0n : magnitude(format, code);
  return x.isNegative ? -1n - distance : distance;
}
