import { type Unpacked, unpack } from "../codes/unpack.ts";
import { roundUnpacked } from "../conversion/convert.ts";
import type { Code, Format } from "../format/format.ts";
import { adjacent } from "./adjacent.ts";
import { between } from "./between.ts";
import { draws } from "./draws.ts";
import { numeral } from "./numeral.ts";
import type { TeachingOptions } from "./teachingOptions.ts";

/** The numbers that round to one code. */
export interface RoundingInterval {
  /** In JavaScript's digits; `"-Infinity"` where there is no bound. */
  readonly lower: string;
  readonly upper: string;
  readonly includesLower: boolean;
  readonly includesUpper: boolean;
}

/** One end of it. */
interface End {
  readonly at: Unpacked;
  readonly isIncluded: boolean;
}

/** Whether a number rounds to the code in question. */
type Predicate = (y: Unpacked) => boolean;

/**
 * The interval of the numbers that round to a code under the options, found by asking the rounding itself.
 *
 * For `stochastic` without `random`: those that may. `null` for NaN, and for a code that nothing rounds to, such as that of
 * ∞ under `saturate`. ±∞ count as numbers here. The options that flush are not looked at. Accuracy: exact.
 *
 * @throws RangeError when `code` is no code of the format.
 * @see IEEE 754-2019 §4.3.
 * @example
 * import { E4M3FN, FP16 } from "@binade/softfloat";
 * import { roundingInterval } from "@binade/softfloat/teaching";
 *
 * roundingInterval(FP16, 0x6800); // { lower: "2047.5", upper: "2049", includesLower: true, includesUpper: true }
 * roundingInterval(E4M3FN, 0x7e)?.upper; // "464"
 */
export function roundingInterval<C extends Code>(
  format: Format<C>,
  code: NoInfer<C>,
  options: Omit<TeachingOptions, "flushInputs" | "flushOutputs"> = {},
): RoundingInterval | null {
  const x = unpack(format, code);
  const drawn = draws({ ...options, flushOutputs: false });
  const becomes: Predicate = (y) => drawn.some((each) => roundUnpacked(format, y, each) === code);
  if (x.kind === "quietNaN" || x.kind === "signalingNaN" || !becomes(x)) return null;

  const ends = [endTowardZero(format, x, becomes), endAwayFromZero(format, x, becomes)] as const;
  const [lower, upper] = x.isNegative ? [ends[1], ends[0]] : ends;
  return {
    lower: numeral(lower.at),
    upper: numeral(upper.at),
    includesLower: lower.isIncluded,
    includesUpper: upper.isIncluded,
  };
}

function endAwayFromZero(format: Format<Code>, x: Unpacked, becomes: Predicate): End {
  const next = x.kind === "finite" ? adjacent(format, x, "away") : undefined;
  if (next === undefined) return { at: x, isIncluded: true };
  if (!becomes(next)) return endBetween(x, next, becomes);
  const infinite: Unpacked = { ...x, kind: "infinite", significand: 0n }; // beyond the largest, there is no end
  return { at: infinite, isIncluded: becomes(infinite) };
}

function endTowardZero(format: Format<Code>, x: Unpacked, becomes: Predicate): End {
  if (x.kind === "infinite") return startOfInfinity(format, x, becomes);
  if (x.significand === 0n) {
    if (format.hasNegativeZero || !format.isSigned) return { at: x, isIncluded: true };
    return endAwayFromZero(format, { ...x, isNegative: true }, becomes); // one zero for both signs
  }
  const next = adjacent(format, x, "toward");
  return next === undefined ? { at: { ...x, significand: 0n }, isIncluded: false } : endBetween(x, next, becomes);
}

/** Where the numbers that round to `x` end on the way to `next`, which does not. */
function endBetween(x: Unpacked, next: Unpacked, becomes: Predicate): End {
  const midpoint = between(x, next, 2);
  if (!becomes(between(x, next, 1))) return { at: x, isIncluded: true };
  if (!becomes(midpoint)) return { at: midpoint, isIncluded: false };
  if (!becomes(between(x, next, 3))) return { at: midpoint, isIncluded: true };
  return { at: next, isIncluded: false };
}

/** The same question from the largest finite number upward, for the answer that infinity is. */
function startOfInfinity(format: Format<Code>, infinite: Unpacked, becomes: Predicate): End {
  const largest = { ...unpack(format, format.maxFinite), isNegative: infinite.isNegative };
  const beyond = { ...largest, significand: largest.significand + 1n };
  const end = endBetween(largest, beyond, (y) => !becomes(y));
  return becomes(beyond) ? { at: end.at, isIncluded: !end.isIncluded } : { at: infinite, isIncluded: true };
}
