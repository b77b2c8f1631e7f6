import type { Flags } from "./flags.ts";

/**
 * Which of the two neighbours an inexact result becomes.
 *
 * The first five are the rounding attributes of IEEE 754-2019 §4.3, by name. `roundToOdd` takes the neighbour whose
 * significand is odd and overflows to the largest finite number, as SoftFloat's `softfloat_round_odd` does; a result
 * rounded to odd with two extra digits can be rounded once more without a double-rounding error. `stochastic` takes the
 * one or the other by {@link RoundingOptions.random}.
 */
export type RoundingMode =
  | "roundTiesToEven"
  | "roundTiesToAway"
  | "roundTowardZero"
  | "roundTowardPositive"
  | "roundTowardNegative"
  | "roundToOdd"
  | "stochastic";

/**
 * When a result counts as tiny, which decides the underflow flag and what `flushOutputs` flushes: after rounding to an
 * unbounded exponent range, or before rounding.
 *
 * @see IEEE 754-2019 §7.5.
 */
export type Tininess = "afterRounding" | "beforeRounding";

/**
 * What a NaN operand becomes. `"canonical"`: the positive quiet NaN of the format. `"keepSign"`: the same with the sign
 * of the first NaN operand. `"propagate"`: the first NaN operand made quiet, sign and payload kept; the payload is
 * cut at the right when the format is narrower, and lost where the format's NaNs have none.
 */
export type NanPolicy = "canonical" | "keepSign" | "propagate";

/** Random bits for one stochastic rounding: an integer of `count` bits, `0 ≤ bits < 2^count`. */
export interface RandomBits {
  readonly bits: number | bigint;
  readonly count: number;
}

/** How an operation rounds, what it does at the edges of the range, and where it records exceptions. */
export interface RoundingOptions {
  /** Default `"roundTiesToEven"`. */
  readonly rounding?: RoundingMode | undefined;
  /**
   * For `"stochastic"`, and needed there: the magnitude is rounded away from zero when the first `count` digits of its
   * discarded part, as an integer, plus `bits` reach `2^count`.
   */
  readonly random?: RandomBits | undefined;
  /** Default `"afterRounding"`. */
  readonly tininess?: Tininess | undefined;
  /** Give the largest finite number of the same sign where the result is infinite, from an infinite operand too. */
  readonly saturate?: boolean | undefined;
  /** Read subnormal operands as zeros of their sign (“denormals are zero”), without a flag. */
  readonly flushInputs?: boolean | undefined;
  /** Give a zero of the same sign for a tiny result, exact or not, and raise underflow and inexact (“flush to zero”). */
  readonly flushOutputs?: boolean | undefined;
  /** Default `"canonical"`. */
  readonly nan?: NanPolicy | undefined;
  /**
   * What NaN becomes in a format without NaN (fp6, fp4), where it raises invalid. `"maxFinite"`, the default: the largest
   * finite number. `"oppositeZero"`: the zero whose sign is the opposite of the NaN's.
   */
  readonly nanSubstitute?: "maxFinite" | "oppositeZero" | undefined;
  /** Accumulator that the operation raises flags in; see {@link Flags}. */
  readonly flags?: Flags | undefined;
}
