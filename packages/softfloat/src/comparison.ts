import { decode } from "./decode.ts";
import type { Flags } from "./flags.ts";
import type { Format } from "./format.ts";
import { anyNaN } from "./specials.ts";
import { unpack } from "./unpack.ts";

/** Where a comparison records invalid. */
export interface ComparisonOptions {
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
export function eq(format: Format, a: number, b: number, options: ComparisonOptions = {}): boolean {
  return comparesQuietly(format, a, b, options) && decode(format, a) === decode(format, b);
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
export function lt(format: Format, a: number, b: number, options: ComparisonOptions = {}): boolean {
  return comparesSignaling(format, a, b, options) && decode(format, a) < decode(format, b);
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
export function le(format: Format, a: number, b: number, options: ComparisonOptions = {}): boolean {
  return comparesSignaling(format, a, b, options) && decode(format, a) <= decode(format, b);
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
export function eqSignaling(format: Format, a: number, b: number, options: ComparisonOptions = {}): boolean {
  return comparesSignaling(format, a, b, options) && decode(format, a) === decode(format, b);
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
export function ltQuiet(format: Format, a: number, b: number, options: ComparisonOptions = {}): boolean {
  return comparesQuietly(format, a, b, options) && decode(format, a) < decode(format, b);
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
export function leQuiet(format: Format, a: number, b: number, options: ComparisonOptions = {}): boolean {
  return comparesQuietly(format, a, b, options) && decode(format, a) <= decode(format, b);
}

/** Whether the operands are ordered; invalid for a signaling NaN. */
function comparesQuietly(format: Format, a: number, b: number, { flags }: ComparisonOptions): boolean {
  return !anyNaN([unpack(format, a), unpack(format, b)], flags);
}

/** Whether the operands are ordered; invalid for any NaN. */
function comparesSignaling(format: Format, a: number, b: number, { flags }: ComparisonOptions): boolean {
  const isOrdered = !anyNaN([unpack(format, a), unpack(format, b)], flags);
  if (!isOrdered && flags !== undefined) flags.invalid = true;
  return isOrdered;
}
