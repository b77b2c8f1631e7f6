import type { Flags } from "./flags.ts";

/**
 * Which of the two neighbours an inexact result becomes.
 *
 * The first five are the rounding attributes of IEEE 754-2019 §4.3, by name. `roundToOdd` takes the neighbour whose
 * significand is odd and overflows to the largest finite number, as SoftFloat's `softfloat_round_odd` does; a result
 * rounded to odd with two extra digits can be rounded once more without a double-rounding error.
 */
export type RoundingMode =
  | "roundTiesToEven"
  | "roundTiesToAway"
  | "roundTowardZero"
  | "roundTowardPositive"
  | "roundTowardNegative"
  | "roundToOdd";

/**
 * When a result counts as tiny, which decides the underflow flag: after rounding to an unbounded exponent range, or
 * before rounding. Values do not depend on it.
 *
 * @see IEEE 754-2019 §7.5.
 */
export type Tininess = "afterRounding" | "beforeRounding";

/** How an operation rounds, and where it records exceptions. */
export interface RoundingOptions {
  /** Default `"roundTiesToEven"`. */
  readonly rounding?: RoundingMode | undefined;
  /** Default `"afterRounding"`. */
  readonly tininess?: Tininess | undefined;
  /** Give the largest finite number of the same sign where the result is infinite, from an infinite operand too. */
  readonly saturate?: boolean | undefined;
  /** Accumulator that the operation raises flags in; see {@link Flags}. */
  readonly flags?: Flags | undefined;
}
