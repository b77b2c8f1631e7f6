import { decodingTable } from "../arrays/decodingTable.ts";
import { E8M0FNU } from "../format/formats.ts";
import { exponentOf, significandOf } from "../kernels/exponentOf.ts";
import type { MxElement } from "./mxElements.ts";

/**
 * How the largest magnitude `amax` of a block makes its scale `2^E`; `emax`, `precision` and `largest` are those of the
 * largest element, logarithms are exact.
 *
 * - `"floor"`: `⌊log₂ amax⌋ − emax`, as the MX specification has it; elements beyond the largest saturate.
 * - `"ceil"`: `⌈log₂ amax⌉ − emax`; nothing saturates where E8M0 has the scale.
 * - `"even"`: floor, after `amax` is rounded to `precision` digits.
 * - `"rceil"`: the least `E` with `amax ≤ largest · 2^E`, as CUTLASS and cuBLAS have it; nothing saturates where E8M0 has
 *   the scale.
 */
export type ScaleRule = "floor" | "ceil" | "even" | "rceil";

/** Whether `amax`, of this significand (1 ≤ significand < 2), takes the scale after that of floor. */
const isNextScale: Record<ScaleRule, (significand: number, element: MxElement) => boolean> = {
  floor: () => false,
  ceil: (significand) => significand > 1,
  even: (significand, { precision }) => significand >= 2 - 1 / (1 << precision), // rounds to 2, ties included
  rceil: (significand, { largest, emax }) => significand > largest / (1 << emax),
};

const leastExponent = -127;
const largestExponent = 127;

/**
 * The exponent of a block's scale, kept to the range of E8M0; that of a block of zeros is the least.
 *
 * @param amax - A binary32 number or +∞.
 */
export function scaleExponent(rule: ScaleRule, amax: number, element: MxElement): number {
  if (!Object.hasOwn(isNextScale, rule)) {
    const expected = Object.keys(isNextScale).join(", ");
    throw new RangeError(`options.scaleRule: one of ${expected} expected, got ${JSON.stringify(rule)}`);
  }
  if (amax === 0) return leastExponent;
  if (amax === Number.POSITIVE_INFINITY) return largestExponent;
  const exponent = exponentOf(amax);
  const isNext = isNextScale[rule](significandOf(amax), element);
  return Math.min(Math.max(exponent - element.emax + (isNext ? 1 : 0), leastExponent), largestExponent);
}

/** The code of a scale's exponent. */
export function codeOfScale(exponent: number): number {
  return exponent - leastExponent;
}

/** The code of E8M0 that makes a whole block NaN. */
export const scaleOfNaN = 0xff;

/** The scale of every code; exact. */
export function mxScales(): ArrayLike<number> {
  return decodingTable(E8M0FNU);
}

/** What values are multiplied with to divide them by the scale of a code other than NaN; exact. */
export function reciprocalCode(code: number): number {
  return 2 * largestExponent - code;
}
