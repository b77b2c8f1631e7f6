import { anyNaN } from "../codes/specials.ts";
import { unpackOperands } from "../codes/unpack.ts";
import { numberOf } from "../conversion/decode.ts";
import type { Code, Format } from "../format/format.ts";
import type { Flags } from "../rounding/flags.ts";

/** How a comparison reads its operands, and where it records invalid. */
export interface ComparisonOptions {
  /** Read subnormal operands as zeros. */
  readonly flushInputs?: boolean | undefined;
  readonly flags?: Flags | undefined;
}

/**
 * `a = b`, quiet: only a signaling NaN raises invalid.
 *
 * NaN equals nothing; −0 equals +0.
 *
 * @see IEEE 754-2019 §5.11, Table 5.3 (compareQuietEqual); TestFloat `f16_eq`.
 * @example
 * import { eq, FP16 } from "@binade/softfloat";
 *
 * eq(FP16, 0x8000, 0x0000); // true
 */
export function eq<C extends Code>(
  format: Format<C>,
  a: NoInfer<C>,
  b: NoInfer<C>,
  options: ComparisonOptions = {},
): boolean {
  return quietly(format, [a, b], options, (x, y) => x === y);
}

/**
 * `a < b`, signaling: any NaN raises invalid and gives false. −0 is not less than +0.
 *
 * @see IEEE 754-2019 §5.11, Table 5.2 (compareSignalingLess); TestFloat `f16_lt`.
 * @example
 * import { FP16, lt } from "@binade/softfloat";
 *
 * lt(FP16, 0xbc00, 0x3c00); // true
 */
export function lt<C extends Code>(
  format: Format<C>,
  a: NoInfer<C>,
  b: NoInfer<C>,
  options: ComparisonOptions = {},
): boolean {
  return signaling(format, [a, b], options, (x, y) => x < y);
}

/**
 * `a ≤ b`, signaling: any NaN raises invalid and gives false. −0 and +0 are equal.
 *
 * @see IEEE 754-2019 §5.11, Table 5.2 (compareSignalingLessEqual); TestFloat `f16_le`.
 * @example
 * import { FP16, le } from "@binade/softfloat";
 *
 * le(FP16, 0x3c00, 0x7e00); // false
 */
export function le<C extends Code>(
  format: Format<C>,
  a: NoInfer<C>,
  b: NoInfer<C>,
  options: ComparisonOptions = {},
): boolean {
  return signaling(format, [a, b], options, (x, y) => x <= y);
}

/**
 * `a = b`, signaling: any NaN raises invalid and gives false.
 *
 * @see IEEE 754-2019 §5.11, Table 5.2 (compareSignalingEqual); TestFloat `f16_eq_signaling`.
 * @example
 * import { createFlags, eqSignaling, FP16 } from "@binade/softfloat";
 *
 * const flags = createFlags();
 * eqSignaling(FP16, 0x7e00, 0x7e00, { flags }); // false
 * flags.invalid; // true
 */
export function eqSignaling<C extends Code>(
  format: Format<C>,
  a: NoInfer<C>,
  b: NoInfer<C>,
  options: ComparisonOptions = {},
): boolean {
  return signaling(format, [a, b], options, (x, y) => x === y);
}

/**
 * `a < b`, quiet: only a signaling NaN raises invalid; NaN gives false.
 *
 * @see IEEE 754-2019 §5.11, Table 5.3 (compareQuietLess); TestFloat `f16_lt_quiet`.
 * @example
 * import { FP16, ltQuiet } from "@binade/softfloat";
 *
 * ltQuiet(FP16, 0x0001, 0x0002); // true
 */
export function ltQuiet<C extends Code>(
  format: Format<C>,
  a: NoInfer<C>,
  b: NoInfer<C>,
  options: ComparisonOptions = {},
): boolean {
  return quietly(format, [a, b], options, (x, y) => x < y);
}

/**
 * `a ≤ b`, quiet: only a signaling NaN raises invalid; NaN gives false.
 *
 * @see IEEE 754-2019 §5.11, Table 5.3 (compareQuietLessEqual); TestFloat `f16_le_quiet`.
 * @example
 * import { FP16, leQuiet } from "@binade/softfloat";
 *
 * leQuiet(FP16, 0x7c00, 0x7c00); // true
 */
export function leQuiet<C extends Code>(
  format: Format<C>,
  a: NoInfer<C>,
  b: NoInfer<C>,
  options: ComparisonOptions = {},
): boolean {
  return quietly(format, [a, b], options, (x, y) => x <= y);
}

/** Compare; a signaling NaN raises invalid. */
function quietly<C extends Code>(
  format: Format<C>,
  operands: readonly [C, C],
  { flags, flushInputs }: ComparisonOptions,
  compare: (x: number, y: number) => boolean,
): boolean {
  const [x, y] = unpackOperands(format, operands, { flushInputs });
  return !anyNaN([x, y], flags) && compare(numberOf(x), numberOf(y));
}

/** Compare; any NaN raises invalid. */
function signaling<C extends Code>(
  format: Format<C>,
  operands: readonly [C, C],
  { flags, flushInputs }: ComparisonOptions,
  compare: (x: number, y: number) => boolean,
): boolean {
  const [x, y] = unpackOperands(format, operands, { flushInputs });
  const isOrdered = !anyNaN([x, y], flags);
  if (!isOrdered && flags !== undefined) flags.invalid = true;
  return isOrdered && compare(numberOf(x), numberOf(y));
}
