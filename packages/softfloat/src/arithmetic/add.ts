import { invalid, nanResult } from "../codes/specials.ts";
import { type Unpacked, unpackOperands } from "../codes/unpack.ts";
import type { Code, Format } from "../format/format.ts";
import type { RoundingOptions } from "../rounding/roundingOptions.ts";
import { infiniteCode, roundToCode } from "../rounding/roundToCode.ts";

/**
 * `a + b`.
 *
 * A NaN operand gives the canonical NaN; ∞ − ∞ raises invalid and gives it too. An exact zero from operands of opposite
 * signs is +0, or −0 under `roundTowardNegative`. Accuracy: correctly rounded.
 *
 * @see IEEE 754-2019 §5.4.1 (addition), §6.3 (sign of zero), §7.2 (invalid).
 * @example
 * import { add, FP16 } from "@binade/softfloat";
 *
 * add(FP16, 0x3c00, 0x3c00); // 0x4000
 */
export function add<C extends Code>(format: Format<C>, a: NoInfer<C>, b: NoInfer<C>, options: RoundingOptions = {}): C {
  const [x, y] = unpackOperands(format, [a, b], options);
  return addUnpacked(format, x, y, options);
}

/**
 * `a − b`, which is `a + (−b)`: same special values as {@link add}.
 *
 * Accuracy: correctly rounded.
 *
 * @see IEEE 754-2019 §5.4.1 (subtraction).
 * @example
 * import { FP16, sub } from "@binade/softfloat";
 *
 * sub(FP16, 0x4000, 0x3c00); // 0x3c00
 */
export function sub<C extends Code>(format: Format<C>, a: NoInfer<C>, b: NoInfer<C>, options: RoundingOptions = {}): C {
  const [x, y] = unpackOperands(format, [a, b], options);
  const isNumber = y.kind === "finite" || y.kind === "infinite"; // a NaN keeps its sign
  return addUnpacked(format, x, isNumber ? { ...y, isNegative: !y.isNegative } : y, options);
}

/** Round the exact sum of two operands, which may be wider than the format (the product of an fma). */
export function addUnpacked<C extends Code>(format: Format<C>, x: Unpacked, y: Unpacked, options: RoundingOptions): C {
  const nan = nanResult(format, [x, y], options);
  if (nan !== undefined) return nan;
  if (x.kind === "infinite" && y.kind === "infinite" && x.isNegative !== y.isNegative) return invalid(format, options);
  if (x.kind === "infinite") return infiniteCode(format, x.isNegative, options);
  if (y.kind === "infinite") return infiniteCode(format, y.isNegative, options);

  const exponent = Math.min(x.exponent, y.exponent);
  const sum = integerAt(exponent, x) + integerAt(exponent, y);
  if (sum !== 0n) return roundToCode(format, sum < 0n, sum < 0n ? -sum : sum, exponent, options);

  const isNegative = x.isNegative === y.isNegative ? x.isNegative : options.rounding === "roundTowardNegative";
  return roundToCode(format, isNegative, 0n, exponent, options);
}

/** The value in units of `2^exponent`. */
function integerAt(exponent: number, operand: Unpacked): bigint {
  const magnitude = operand.significand << BigInt(operand.exponent - exponent);
  return operand.isNegative ? -magnitude : magnitude;
}
