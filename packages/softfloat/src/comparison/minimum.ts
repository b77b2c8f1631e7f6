import { pack } from "../codes/pack.ts";
import { isZero, nanResult } from "../codes/specials.ts";
import { type Unpacked, unpackOperands } from "../codes/unpack.ts";
import { numberOf } from "../conversion/decode.ts";
import type { Code, Format } from "../format/format.ts";
import type { RoundingOptions } from "../rounding/roundingOptions.ts";

/** How the minimum and maximum operations treat NaNs and subnormals; nothing is rounded. */
export type MinimumOptions = Pick<RoundingOptions, "flags" | "flushInputs" | "nan" | "nanSubstitute">;

/**
 * The lesser of two numbers, −0 being less than +0; NaN when either operand is one.
 *
 * A signaling NaN raises invalid. Accuracy: exact.
 *
 * @see IEEE 754-2019 §9.6 (minimum).
 * @example
 * import { FP16, minimum } from "@binade/softfloat";
 *
 * minimum(FP16, 0x0000, 0x8000); // 0x8000
 * minimum(FP16, 0x3c00, 0x7e00); // 0x7e00
 */
export function minimum<C extends Code>(
  format: Format<C>,
  a: NoInfer<C>,
  b: NoInfer<C>,
  options: MinimumOptions = {},
): C {
  return chooseOrNaN(format, [a, b], options, isBelow);
}

/**
 * The greater of two numbers, +0 being greater than −0; NaN when either operand is one.
 *
 * A signaling NaN raises invalid. Accuracy: exact.
 *
 * @see IEEE 754-2019 §9.6 (maximum).
 * @example
 * import { FP16, maximum } from "@binade/softfloat";
 *
 * maximum(FP16, 0x0000, 0x8000); // 0x0000
 */
export function maximum<C extends Code>(
  format: Format<C>,
  a: NoInfer<C>,
  b: NoInfer<C>,
  options: MinimumOptions = {},
): C {
  return chooseOrNaN(format, [a, b], options, (x, y) => isBelow(y, x));
}

/**
 * The lesser of two numbers, −0 being less than +0; the number when the other operand is a NaN, NaN when both are.
 *
 * A signaling NaN raises invalid, also where the result is a number. Accuracy: exact.
 *
 * @see IEEE 754-2019 §9.6 (minimumNumber).
 * @example
 * import { FP16, minimumNumber } from "@binade/softfloat";
 *
 * minimumNumber(FP16, 0x7e00, 0x3c00); // 0x3c00
 */
export function minimumNumber<C extends Code>(
  format: Format<C>,
  a: NoInfer<C>,
  b: NoInfer<C>,
  options: MinimumOptions = {},
): C {
  return chooseNumber(format, [a, b], options, isBelow);
}

/**
 * The greater of two numbers, +0 being greater than −0; the number when the other operand is a NaN, NaN when both are.
 *
 * A signaling NaN raises invalid, also where the result is a number. Accuracy: exact.
 *
 * @see IEEE 754-2019 §9.6 (maximumNumber).
 * @example
 * import { FP16, maximumNumber } from "@binade/softfloat";
 *
 * maximumNumber(FP16, 0x7e00, 0xbc00); // 0xbc00
 */
export function maximumNumber<C extends Code>(
  format: Format<C>,
  a: NoInfer<C>,
  b: NoInfer<C>,
  options: MinimumOptions = {},
): C {
  return chooseNumber(format, [a, b], options, (x, y) => isBelow(y, x));
}

/** Whether the first of two operands that are no NaNs is wanted. */
type Wants = (x: Unpacked, y: Unpacked) => boolean;

function chooseOrNaN<C extends Code>(
  format: Format<C>,
  [a, b]: readonly [C, C],
  options: MinimumOptions,
  wantsFirst: Wants,
): C {
  const [x, y] = unpackOperands(format, [a, b], options);
  const nan = nanResult(format, [x, y], options);
  if (nan !== undefined) return nan;
  return wantsFirst(x, y) ? asRead(format, a, x) : asRead(format, b, y);
}

function chooseNumber<C extends Code>(
  format: Format<C>,
  [a, b]: readonly [C, C],
  options: MinimumOptions,
  wantsFirst: Wants,
): C {
  const [x, y] = unpackOperands(format, [a, b], options);
  const nan = nanResult(format, [x, y], options);
  if (nan === undefined) return wantsFirst(x, y) ? asRead(format, a, x) : asRead(format, b, y);
  if (isNumber(x)) return asRead(format, a, x);
  return isNumber(y) ? asRead(format, b, y) : nan;
}

function isNumber({ kind }: Unpacked): boolean {
  return kind === "finite" || kind === "infinite";
}

/** An operand unchanged, but as zero if it was read as one. */
function asRead<C extends Code>(format: Format<C>, code: C, x: Unpacked): C {
  return isZero(x) ? pack(format, x.isNegative, 0n) : code;
}

function isBelow(x: Unpacked, y: Unpacked): boolean {
  const [p, q] = [numberOf(x), numberOf(y)];
  return p < q || (p === q && x.isNegative && !y.isNegative);
}
