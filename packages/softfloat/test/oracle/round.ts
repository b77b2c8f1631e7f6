import { infinityOf, type Layout, signBitOf, valueOfMagnitude } from "./layout.ts";
import { compare, plus, type Rational, scaled, times } from "./rational.ts";

export type Mode =
  | "roundTiesToEven"
  | "roundTiesToAway"
  | "roundTowardZero"
  | "roundTowardPositive"
  | "roundTowardNegative"
  | "roundToOdd";

export const modes: readonly Mode[] = [
  "roundTiesToEven",
  "roundTiesToAway",
  "roundTowardZero",
  "roundTowardPositive",
  "roundTowardNegative",
  "roundToOdd",
];

/** Exceptions as TestFloat prints them: 1 inexact, 2 underflow, 4 overflow, 8 divideByZero, 16 invalid. */
export interface Result {
  readonly code: number;
  readonly flags: number;
}

/** How an exact magnitude compares with a candidate value: −1 below it, 0 equal, 1 above. */
export type Comparator = (candidate: Rational) => number;

/** Where a positive magnitude lies among the values of a format, independent of the rounding mode. */
export interface Position {
  /** Greatest code whose value does not exceed the magnitude, ∞ standing for 2^(emax + 1). */
  readonly lower: number;
  /** Where between `lower` and the next code: on it, before the middle, on the middle, after it. */
  readonly place: Place;
  readonly isBelowLeastNormal: boolean;
  /** The same place in the binade below 2^emin if it had full precision; absent below its top interval. */
  readonly topPlace: Place | undefined;
}

type Place = "exact" | "before" | "middle" | "after";

/** Find a magnitude by bisection over the codes, whose order is the order of their values. */
export function locate(layout: Layout, comparator: Comparator): Position {
  let lower = 0;
  let upper = infinityOf(layout) + 1;
  while (upper - lower > 1) {
    const middle = Math.floor((lower + upper) / 2);
    if (comparator(valueOfMagnitude(layout, middle)) >= 0) lower = middle;
    else upper = middle;
  }
  const lowerValue = valueOfMagnitude(layout, lower);
  const leastNormal = 2 ** layout.t;
  const isBelowLeastNormal = lower < leastNormal;

  // The last value with t + 1 digits before 2^emin lies half a least subnormal below it.
  const emin = 2 - 2 ** (layout.w - 1);
  const top = scaled((1n << BigInt(layout.t + 1)) - 1n, emin - layout.t - 1);
  const isInTopInterval = isBelowLeastNormal && comparator(top) > 0;
  return {
    lower,
    place: placeBetween(comparator, lowerValue, valueOfMagnitude(layout, lower + 1)),
    isBelowLeastNormal,
    topPlace: isInTopInterval ? placeBetween(comparator, top, scaled(1n, emin)) : undefined,
  };
}

function placeBetween(comparator: Comparator, lower: Rational, upper: Rational): Place {
  if (comparator(lower) === 0) return "exact";
  const sum = plus(lower, upper);
  const side = comparator({ numerator: sum.numerator, denominator: 2n * sum.denominator });
  return side < 0 ? "before" : side === 0 ? "middle" : "after";
}

/** §4.3: which neighbour an inexact magnitude becomes; `isLowerOdd` is the last digit of the lower one. */
function goesUp(mode: Mode, place: Place, isLowerOdd: boolean, isNegative: boolean): boolean {
  switch (mode) {
    case "roundTiesToEven":
      return place === "after" || (place === "middle" && isLowerOdd);
    case "roundTiesToAway":
      return place === "after" || place === "middle";
    case "roundTowardZero":
      return false;
    case "roundTowardPositive":
      return !isNegative;
    case "roundTowardNegative":
      return isNegative;
    case "roundToOdd":
      return !isLowerOdd;
  }
}

/** Settle a located magnitude for one mode: §7.4 overflow, §7.5 underflow, §7.6 inexact. */
export function settle(
  layout: Layout,
  { lower, place, isBelowLeastNormal, topPlace }: Position,
  isNegative: boolean,
  mode: Mode,
  isTininessBefore = false,
): Result {
  const infinity = infinityOf(layout);
  const sign = isNegative ? signBitOf(layout) : 0;
  if (lower === infinity || (lower === infinity - 1 && goesUp(mode, place, true, isNegative) && place !== "exact")) {
    // A tie-breaking or nearest mode carries to infinity; a directed one does if it points there.
    const isInfinite = mode.startsWith("roundTies") || goesUp(mode, "after", true, isNegative);
    return { code: sign + (isInfinite ? infinity : infinity - 1), flags: 5 };
  }
  if (place === "exact") return { code: sign + lower, flags: 0 };

  const reachesLeastNormal = topPlace !== undefined && goesUp(mode, topPlace, true, isNegative);
  const isTiny = isBelowLeastNormal && (isTininessBefore || !reachesLeastNormal);
  const code = lower + (goesUp(mode, place, lower % 2 === 1, isNegative) ? 1 : 0);
  return { code: sign + code, flags: isTiny ? 3 : 1 };
}

/** Round an exact number. */
export function roundExactly(layout: Layout, x: Rational, mode: Mode, isTininessBefore = false): Result {
  const isNegative = x.numerator < 0n;
  const magnitude = isNegative ? { ...x, numerator: -x.numerator } : x;
  const position = locate(layout, (candidate) => compare(magnitude, candidate));
  return settle(layout, position, isNegative, mode, isTininessBefore);
}

/** Round the square root of a positive number: `√x` against `c` is `x` against `c²`. */
export function rootExactly(layout: Layout, x: Rational, mode: Mode): Result {
  return settle(
    layout,
    locate(layout, (candidate) => compare(x, times(candidate, candidate))),
    false,
    mode,
  );
}
