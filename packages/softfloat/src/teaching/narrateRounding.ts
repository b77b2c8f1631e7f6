import type { Code, Format } from "../format/format.ts";
import { createFlags, type Flags } from "../rounding/flags.ts";
import type { RoundingOptions } from "../rounding/roundingOptions.ts";
import { consequences } from "./consequences.ts";
import { draws, lotBits } from "./draws.ts";
import { type Expansion, roundExpansion } from "./expansion.ts";
import { type Neighbour, neighbour } from "./neighbour.ts";
import { numeral } from "./numeral.ts";
import { type Cut, cutDigits, type RoundedDigits } from "./roundedDigits.ts";
import { ruleOn } from "./ruleOn.ts";

/**
 * What happened to a number. `"exact"`: its digits all fit. `"lower"`, `"upper"`: it became that neighbour, or what stands
 * for it beyond the range. `"byLot"`: one or the other, for stochastic without random bits. `"flushed"`: it was too small
 * to be kept. `"special"`: NaN, an infinity, or a number that the format has nothing like.
 */
export type RoundingDecision = "exact" | "lower" | "upper" | "byLot" | "flushed" | "special";

/** One rounding, told. */
export interface RoundingNarrative<C extends Code> {
  /** The result; null where it is open, by lot. */
  readonly code: C | null;
  readonly flags: Flags;
  /** Greatest number at or below the value, the range unbounded; null where the format has none. */
  readonly lower: Neighbour | null;
  /** Least number at or above it. */
  readonly upper: Neighbour | null;
  /** Halfway between the two, if they differ. */
  readonly midpoint: string | null;
  readonly digits: RoundedDigits | null;
  readonly decision: RoundingDecision;
  readonly reason: string;
  /** What follows from it, a sentence each. */
  readonly consequences: readonly string[];
  /** For stochastic: the share of all random bits that lead to each neighbour. */
  readonly probability: { readonly lower: number; readonly upper: number } | null;
}

/** How many digits of an endless expansion tell the whole story. */
export function digitsToTell({ precision }: Format<Code>): number {
  return precision + 2 * lotBits;
}

/** Tell how a finite number is rounded. */
export function narrateRounding<C extends Code>(
  format: Format<C>,
  x: Expansion,
  options: RoundingOptions,
): RoundingNarrative<C> {
  const results = draws(options).map((drawn) => roundWithFlags(format, x, drawn));
  const [result] = results as [Result<C>];
  if (x.significand === 0n || (x.isNegative && !format.isSigned)) return { ...narrateSpecial(format, x), ...result };

  const cut = cutDigits(format, x);
  const { isAway, ...ruling } = ruleOn(format, x, cut, options);
  const narrative = { ...neighbours(format, x, cut), digits: cut.digits, ...ruling };
  if (results.some(({ code }) => code !== result.code)) {
    return { ...narrative, code: null, flags: common(results), consequences: [] };
  }
  const isFlushed = result.flags.underflow && (options.flushOutputs === true || !format.hasZero);
  const outcome = { ...result, isNegative: x.isNegative, isAway };
  return {
    ...narrative,
    ...result,
    ...(isFlushed ? { decision: "flushed", reason: "too small to be kept" } : {}),
    consequences: consequences(format, cut, outcome, options),
  };
}

interface Result<C extends Code> {
  readonly code: C;
  readonly flags: Flags;
}

function roundWithFlags<C extends Code>(format: Format<C>, x: Expansion, options: RoundingOptions): Result<C> {
  const flags = createFlags();
  return { code: roundExpansion(format, x, { ...options, flags }), flags };
}

/** Flags that every result raises. */
function common(results: readonly Result<Code>[]): Flags {
  const flags = createFlags();
  for (const name of Object.keys(flags) as (keyof Flags)[]) flags[name] = results.every((result) => result.flags[name]);
  return flags;
}

/** The numbers beside the value, and what lies halfway between them. */
function neighbours<C extends Code>(
  format: Format<C>,
  { isNegative }: Expansion,
  { integer, unit, digits }: Cut,
): Pick<RoundingNarrative<C>, "lower" | "upper" | "midpoint"> {
  const isExact = digits.discarded === "";
  const at = (significand: bigint): Neighbour | null =>
    significand === 0n && !format.hasZero ? null : neighbour(format, { isNegative, significand, exponent: unit });
  const towardZero = at(integer);
  const awayFromZero = isExact ? towardZero : at(integer + 1n);
  const halfway = { kind: "finite", isNegative, significand: 2n * integer + 1n, exponent: unit - 1 } as const;
  const [lower, upper] = isNegative ? [awayFromZero, towardZero] : [towardZero, awayFromZero];
  return { lower, upper, midpoint: isExact || towardZero === null ? null : numeral(halfway) };
}

/** Zero, and what a format without a zero or without a sign makes of it. */
function narrateSpecial(format: Format<Code>, x: Expansion): Omit<RoundingNarrative<Code>, "code" | "flags"> {
  const isZero = x.significand === 0n;
  const nothing = { midpoint: null, digits: null, probability: null };
  if (!isZero || !format.hasZero) {
    const reason = `${format.name} has no ${isZero ? "zero" : "negative numbers"}: invalid`;
    return { ...nothing, lower: null, upper: null, decision: "special", reason, consequences: [] };
  }
  const zero = neighbour(format, x);
  const losesSign = x.isNegative && !format.hasNegativeZero;
  const consequences = losesSign ? [`${format.name} has one zero only, which is positive`] : [];
  return {
    ...nothing,
    lower: zero,
    upper: zero,
    decision: "exact",
    reason: "zero is a number of the format",
    consequences,
  };
}
