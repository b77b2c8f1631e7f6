import { type Datum, infinityOf, type Layout, maxFiniteOf, nanOf, signBitOf } from "./layout.ts";
import type { Mode } from "./round.ts";

/** What to do, in the words of the package's options, so that one object serves both sides. */
export interface Options {
  readonly rounding?: Mode | "stochastic";
  readonly random?: { readonly bits: number | bigint; readonly count: number };
  readonly tininess?: "afterRounding" | "beforeRounding";
  readonly saturate?: boolean;
  readonly flushInputs?: boolean;
  readonly flushOutputs?: boolean;
  readonly nan?: "canonical" | "keepSign" | "propagate";
  readonly nanSubstitute?: "maxFinite" | "oppositeZero";
}

/** A code, and exceptions as TestFloat prints them: 1 inexact, 2 underflow, 4 overflow, 8 divideByZero, 16 invalid. */
export interface Result {
  readonly code: bigint;
  readonly flags: number;
}

/** A magnitude with a sign; a zero has one only where there is a −0. */
export function signed(layout: Layout, isNegative: boolean, magnitude: bigint): bigint {
  return isNegative && (magnitude !== 0n || layout.hasMinusZero) ? signBitOf(layout) + magnitude : magnitude;
}

/** An infinite result: ∞, where there is none NaN, where there is none either the largest finite number. */
export function infinite(layout: Layout, isNegative: boolean, options: Options): Result {
  if (isNegative && !layout.isSigned) return invalid(layout, options);
  const infinity = infinityOf(layout);
  if (options.saturate !== true && infinity !== undefined)
    return { code: signed(layout, isNegative, infinity), flags: 0 };
  if (options.saturate !== true && layout.nans !== "none") return { code: signedNaN(layout, isNegative), flags: 0 };
  return { code: signed(layout, isNegative, maxFiniteOf(layout)), flags: 0 };
}

/** §7.2: no useful result. */
export function invalid(layout: Layout, options: Options): Result {
  return { code: nanOf(layout) ?? substitute(layout, false, options), flags: 16 };
}

/** The result for NaN operands, if there are any (§6.2): the first one decides. */
export function nanAmong(layout: Layout, operands: readonly Datum[], options: Options): Result | undefined {
  const nans = operands.filter((x) => x.kind === "nan");
  const [first] = nans;
  if (first === undefined) return undefined;
  const flags = nans.some((x) => x.isSignaling) ? 16 : 0;
  const quiet = nanOf(layout);
  if (quiet === undefined) return { code: substitute(layout, first.isNegative, options), flags: 16 };

  const { nan = "canonical" } = options;
  if (nan === "canonical") return { code: quiet, flags };
  if (nan === "keepSign" || layout.nans !== "ieee") return { code: signedNaN(layout, first.isNegative), flags };
  // The payload keeps its place below the quiet bit: digits are added or dropped at the right.
  const { T, t } = first.payload;
  const payload = (T << BigInt(layout.t)) >> BigInt(t);
  return { code: signed(layout, first.isNegative, quiet | payload), flags };
}

function signedNaN(layout: Layout, isNegative: boolean): bigint {
  const quiet = nanOf(layout)!;
  return layout.isSigned && layout.nans !== "minusZero" ? signed(layout, isNegative, quiet) : quiet;
}

/** What stands for NaN where there is none. */
function substitute(layout: Layout, isNegative: boolean, { nanSubstitute = "maxFinite" }: Options): bigint {
  return nanSubstitute === "maxFinite" ? maxFiniteOf(layout) : signed(layout, !isNegative, 0n);
}
