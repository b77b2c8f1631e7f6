import { defineFormat, type RoundingOptions } from "../src/index.ts";
import { explainRounding, type RoundingExplanation } from "../src/teaching/index.ts";
import type { FormatCase } from "./everyFormat.ts";
import { type Layout, layouts, maxFiniteOf, valueOfMagnitude } from "./oracle/layout.ts";
import { compare, fromNumber, negated, plus, type Rational, scaled, times } from "./oracle/rational.ts";
import { modes, roundExactly } from "./oracle/round.ts";
import type { Options } from "./oracle/special.ts";
import { flagBits } from "./support.ts";

/** Every mode, and what else changes a result. */
export const choices: readonly Options[] = [
  ...modes.map((rounding) => ({ rounding })),
  { rounding: "stochastic", random: { bits: 0, count: 2 } },
  { rounding: "stochastic", random: { bits: 2, count: 2 } },
  { rounding: "stochastic", random: { bits: 200, count: 8 } },
  { saturate: true },
  { saturate: true, rounding: "roundTowardPositive" },
  { flushOutputs: true },
  { tininess: "beforeRounding" },
  { tininess: "beforeRounding", flushOutputs: true, rounding: "roundTowardNegative" },
];

const quarter: Rational = { numerator: 1n, denominator: 4n };
const half: Rational = { numerator: 1n, denominator: 2n };
const tiny: Rational = scaled(3n, -300);
const huge: Rational = { numerator: 10n ** 350n, denominator: 3n };

const minus = (x: Rational, y: Rational): Rational => plus(x, negated(y));
const rationalOf = ({ value }: { readonly value: string }): Rational => fromNumber(Number(value));

const oneDigit: Layout = { ...layouts.E4M3FN, t: 0 };

/** Formats with a single digit, which say in two ways what a tie becomes. */
export const oneDigitFormats: readonly FormatCase[] = (["largerMagnitude", "evenCode"] as const).map(
  (oneDigitTies) => ({
    name: `one digit, ties to ${oneDigitTies}`,
    format: defineFormat({ name: "ONEDIGIT", exponentBits: 4, significandBits: 0, nanEncoding: "fn", oneDigitTies }),
    layout: { ...oneDigit, tiesToEvenCode: oneDigitTies === "evenCode" },
  }),
);

/** Each value of a format and the three quarters of the way to the next one, beyond the largest finite number too. */
export function* points({ layout }: FormatCase): Generator<Rational> {
  const least = layout.hasZero ? 1n << BigInt(layout.t) : 0n;
  for (let magnitude = 0n; magnitude <= maxFiniteOf(layout) + 1n; magnitude++) {
    const isSkipped = !layout.hasSubnormals && layout.hasZero && magnitude > 0n && magnitude < least;
    if (isSkipped) continue;
    const value = valueOfMagnitude(layout, magnitude);
    const isZeroWithGap = magnitude === 0n && layout.hasZero && !layout.hasSubnormals;
    const next = valueOfMagnitude(layout, isZeroWithGap ? least : magnitude + 1n);
    const step = times(minus(next, value), quarter);
    for (let k = 0n; k < 4n; k++) yield plus(value, times(step, scaled(k, 0)));
  }
  yield* [tiny, huge];
}

/** What is wrong with an explanation of `x`, if anything. */
export function roundingFlaw({ format, layout }: FormatCase, x: Rational, options: Options): string | undefined {
  const told = explainRounding(format, x, options as RoundingOptions);
  const expected = roundExactly(layout, x, options);
  const { result, digits, lower, upper, midpoint, decision, reason, flags } = told;
  if (result === null || BigInt(result.code) !== expected.code) return `code ${result?.code}`;
  if (flagBits(flags) !== expected.flags) return `flags ${flagBits(flags)}`;
  if (decision === "special") return digits === null && x.numerator < 0n && !layout.isSigned ? undefined : decision;
  if (digits === null) return "no digits";

  const magnitude = x.numerator < 0n ? negated(x) : x;
  if (!areDigitsOf(digits, magnitude)) return `digits ${JSON.stringify(digits)}`;
  if (decision === "exact" && (lower?.value !== upper?.value || digits.discarded !== "")) return "not exact";
  if (decision !== "lower" && decision !== "upper") return undefined;

  const taken = decision === "lower" ? lower : upper;
  if (taken === null || lower === null || upper === null) return "no neighbour";
  if (taken.code === null ? !flags.overflow : taken.code !== result.code) return `decision ${decision}`;
  if (!reason.includes(`the ${decision} neighbour`)) return `reason ${reason}`;
  if (compare(magnitude, huge) === 0) return undefined; // whose neighbours are no binary64 numbers
  const [below, above] = [rationalOf(lower), rationalOf(upper)];
  if (compare(below, x) >= 0 || compare(above, x) <= 0) return "neighbours";
  const middle = times(plus(below, above), half);
  if (midpoint === null || compare(rationalOf({ value: midpoint }), middle) !== 0) return `midpoint ${midpoint}`;
  const isNearest = ["roundTiesToEven", "roundTiesToAway"].includes(told.rounding);
  if (reason.startsWith("exactly halfway") !== (isNearest && compare(x, middle) === 0)) return `reason ${reason}`;
  return errorFlaw(told, x);
}

/** Whether kept and discarded digits make the magnitude, and the four that decide are among them. */
function areDigitsOf(digits: NonNullable<RoundingExplanation["digits"]>, magnitude: Rational): boolean {
  const { exponent, kept, discarded, isDiscardedCut, lsb, guard, round, sticky } = digits;
  const written = scaled(BigInt(`0b${kept}${discarded}`), exponent - (kept.length + discarded.length - 1));
  const rest = minus(magnitude, written);
  const last = scaled(1n, exponent - (kept.length + discarded.length - 1));
  const isRest = isDiscardedCut ? rest.numerator > 0n && compare(rest, last) < 0 : rest.numerator === 0n;
  const expected = [kept.slice(-1), discarded[0] ?? "0", discarded[1] ?? "0"].map(Number);
  const hasMore = isDiscardedCut || discarded.slice(2).includes("1");
  return isRest && String([lsb, guard, round]) === String(expected) && sticky === (hasMore ? 1 : 0);
}

/** The errors against the result's own value. */
function errorFlaw(
  { result, exactError, error, errorUlps, ulp }: RoundingExplanation,
  x: Rational,
): string | undefined {
  if (result === null || !Number.isFinite(Number(result.value))) {
    return exactError === null && error === null && errorUlps === null ? undefined : "an error";
  }
  if (exactError === null || error === null || errorUlps === null || ulp === null) return "no error";
  const exact = { numerator: BigInt(exactError.numerator), denominator: BigInt(exactError.denominator) };
  if (compare(plus(x, exact), rationalOf(result)) !== 0) return "exact error";
  const isNear = (x: number): boolean => isWithinRoundoff(fromNumber(x), exact);
  return isNear(error) && isNear(errorUlps * ulp) ? undefined : `error ${error}, ${errorUlps} ulps`;
}

/** Whether `x` could be the binary64 nearest to `exact`: a relative error of at most 2^-53. */
function isWithinRoundoff(x: Rational, exact: Rational): boolean {
  const magnitude = (y: Rational): Rational => (y.numerator < 0n ? negated(y) : y);
  return compare(magnitude(minus(x, exact)), times(magnitude(exact), scaled(1n, -53))) <= 0;
}
