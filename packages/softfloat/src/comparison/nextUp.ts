import { pack } from "../codes/pack.ts";
import { isZero, nanResult } from "../codes/specials.ts";
import { type Unpacked, unpackOperands } from "../codes/unpack.ts";
import type { Code, Format } from "../format/format.ts";
import { magnitude } from "../rounding/magnitude.ts";
import type { RoundingOptions } from "../rounding/roundingOptions.ts";
import { infiniteCode } from "../rounding/roundToCode.ts";

/**
 * The least number of the format that is greater than `a`.
 *
 * ±0 gives the least positive number, the greatest negative number gives −0, and +∞ itself. The largest finite number gives
 * what overflow gives: +∞, or where the format has none NaN, or without that itself. NaN gives the canonical NaN; only a
 * signaling one raises a flag.
 *
 * @see IEEE 754-2019 §5.3.1 (nextUp).
 * @example
 * import { E4M3FN, FP16, nextUp } from "@binade/softfloat";
 *
 * nextUp(FP16, 0x8000); // 0x0001
 * nextUp(FP16, 0x7bff); // 0x7c00
 * nextUp(E4M3FN, 0x7e); // 0x7f
 */
export function nextUp<C extends Code>(format: Format<C>, a: NoInfer<C>, options: RoundingOptions = {}): C {
  const [x] = unpackOperands(format, [a], options);
  return nanResult(format, [x], options) ?? neighbour(format, [a, x], false, options);
}

/**
 * The greatest number of the format that is less than `a`, which is −{@link nextUp}(−`a`).
 *
 * Below the least number of a format without sign there is NaN, or without that the number itself.
 *
 * @see IEEE 754-2019 §5.3.1 (nextDown).
 * @example
 * import { FP16, nextDown } from "@binade/softfloat";
 *
 * nextDown(FP16, 0x0000); // 0x8001
 * nextDown(FP16, 0x3c00); // 0x3bff
 */
export function nextDown<C extends Code>(format: Format<C>, a: NoInfer<C>, options: RoundingOptions = {}): C {
  const [x] = unpackOperands(format, [a], options);
  return nanResult(format, [x], options) ?? neighbour(format, [a, x], true, options);
}

/** One step towards −∞ or +∞ from a code that is no NaN. */
function neighbour<C extends Code>(
  format: Format<C>,
  [code, x]: readonly [C, Unpacked],
  isDownward: boolean,
  options: RoundingOptions,
): C {
  const isInfinite = x.kind === "infinite";
  const leastMagnitude = format.hasSubnormals ? 1n : 1n << BigInt(format.precision - 1); // unless zero is no number
  if (isZero(x)) {
    const isBelowAll = isDownward && !format.isSigned;
    return isBelowAll ? (format.canonicalNaN ?? code) : pack(format, isDownward, leastMagnitude);
  }
  const from = magnitude(format, code);
  if (x.isNegative === isDownward) {
    if (isInfinite) return code;
    return from === BigInt(format.maxFinite)
      ? infiniteCode(format, isDownward, options)
      : pack(format, isDownward, from + 1n);
  }
  if (format.hasZero) return pack(format, x.isNegative, from === leastMagnitude ? 0n : from - 1n);
  return from > 0n ? pack(format, false, from - 1n) : (format.canonicalNaN ?? code);
}
