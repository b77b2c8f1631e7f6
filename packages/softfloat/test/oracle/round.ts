import { eminOf, type Layout, maxFiniteOf, valueOfMagnitude } from "./layout.ts";
import { compare, plus, type Rational, scaled, times } from "./rational.ts";
import { infinite, invalid, type Options, type Result, signed } from "./special.ts";

export type Mode =
  | "roundTiesToEven"
  | "roundTiesToAway"
  | "roundTowardZero"
  | "roundTowardPositive"
  | "roundTowardNegative"
  | "roundToOdd";

/** The modes that need nothing but the value. */
export const modes: readonly Mode[] = [
  "roundTiesToEven",
  "roundTiesToAway",
  "roundTowardZero",
  "roundTowardPositive",
  "roundTowardNegative",
  "roundToOdd",
];

/** How an exact magnitude compares with a candidate value: −1 below it, 0 equal, 1 above. */
export type Comparator = (candidate: Rational) => number;

/** A magnitude between two neighbouring values: on the lower one, before the middle, on the middle, after it. */
interface Gap {
  readonly place: "exact" | "before" | "middle" | "after";
  /** How many of `2^count` equal parts of the gap lie at or below the magnitude. */
  readonly parts: (count: number) => bigint;
}

/** Where a positive magnitude lies among the values of a format, independent of the rounding mode. */
export interface Position {
  /** Greatest magnitude whose value does not exceed it; the one above the largest finite number counts. */
  readonly lower: bigint;
  /** The next one. */
  readonly upper: bigint;
  readonly gap: Gap;
  /** Below every value, where there is no zero. */
  readonly isBelowAll: boolean;
  readonly isBelowLeastNormal: boolean;
  /** The same in the binade below 2^emin if it had full precision; absent below its top interval. */
  readonly topGap: Gap | undefined;
}

/** Find a magnitude by bisection over the sorted values. */
export function locate(layout: Layout, comparator: Comparator): Position {
  const leastNormal = layout.hasZero ? 1n << BigInt(layout.t) : 0n;
  // The i-th value, from 0: every magnitude has its own, but without subnormals those between 0 and 2^emin do not count.
  const skipped = layout.hasSubnormals || !layout.hasZero ? 0n : leastNormal - 1n;
  const magnitudeAt = (i: bigint): bigint => (i === 0n ? 0n : i + skipped);
  let first = 0n;
  let last = maxFiniteOf(layout) + 2n - skipped;
  while (last - first > 1n) {
    const middle = (first + last) / 2n;
    if (comparator(valueOfMagnitude(layout, magnitudeAt(middle))) >= 0) first = middle;
    else last = middle;
  }
  const lower = magnitudeAt(first);
  const upper = magnitudeAt(first + 1n);
  const lowerValue = valueOfMagnitude(layout, lower);

  // The last value with t + 1 digits before 2^emin lies half of the last place there below it.
  const leastNormalValue = scaled(1n, eminOf(layout));
  const top = scaled((1n << BigInt(layout.t + 1)) - 1n, eminOf(layout) - layout.t - 1);
  const isBelowLeastNormal = comparator(leastNormalValue) < 0;
  const isInTopGap = isBelowLeastNormal && comparator(top) > 0;
  return {
    lower,
    upper,
    gap: gapBetween(comparator, lowerValue, valueOfMagnitude(layout, upper)),
    isBelowAll: comparator(lowerValue) < 0,
    isBelowLeastNormal,
    topGap: isInTopGap ? gapBetween(comparator, top, leastNormalValue) : undefined,
  };
}

function gapBetween(comparator: Comparator, lower: Rational, upper: Rational): Gap {
  const at = (part: bigint, parts: bigint): Rational =>
    plus(
      times(lower, { numerator: parts - part, denominator: parts }),
      times(upper, { numerator: part, denominator: parts }),
    );
  const side = comparator(at(1n, 2n));
  return {
    place: comparator(lower) === 0 ? "exact" : side < 0 ? "before" : side === 0 ? "middle" : "after",
    parts: (count) => {
      let part = 0n;
      for (let step = 1n << BigInt(count - 1); step > 0n; step /= 2n) {
        if (comparator(at(part + step, 1n << BigInt(count))) >= 0) part += step;
      }
      return part;
    },
  };
}

/** §4.3: whether an inexact magnitude becomes the upper neighbour; `isLowerOdd` is the last digit of the lower one. */
function goesUp({ place, parts }: Gap, isLowerOdd: boolean, isNegative: boolean, options: Options): boolean {
  const { rounding = "roundTiesToEven", random } = options;
  if (place === "exact") return false;
  switch (rounding) {
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
    case "stochastic":
      return parts(random!.count) + BigInt(random!.bits) >= 1n << BigInt(random!.count);
  }
}

/** The last digit of a magnitude. A single digit is always 1, unless the number is zero or the mode goes by the code. */
function isOdd({ t, hasZero, tiesToEvenCode }: Layout, magnitude: bigint, { rounding }: Options): boolean {
  if (t > 0 || tiesToEvenCode || rounding === "roundToOdd") return magnitude % 2n === 1n;
  return magnitude !== 0n || !hasZero;
}

/** Settle a located magnitude: §7.4 overflow, §7.5 underflow, §7.6 inexact. */
export function settle(layout: Layout, position: Position, isNegative: boolean, options: Options): Result {
  if (isNegative && !layout.isSigned) return invalid(layout, options);
  if (position.isBelowAll) return { code: 0n, flags: 3 };
  const { lower, upper, gap, isBelowLeastNormal, topGap } = position;

  const reachesLeastNormal = topGap !== undefined && goesUp(topGap, true, isNegative, options);
  const isTiny = isBelowLeastNormal && (options.tininess === "beforeRounding" || !reachesLeastNormal);
  if (isTiny && options.flushOutputs === true) return { code: signed(layout, isNegative, 0n), flags: 3 };

  const rounded = goesUp(gap, isOdd(layout, lower, options), isNegative, options) ? upper : lower;
  if (rounded > maxFiniteOf(layout)) return overflow(layout, isNegative, options);
  return { code: signed(layout, isNegative, rounded), flags: gap.place === "exact" ? 0 : isTiny ? 3 : 1 };
}

/** §7.4: a mode to nearest and the one that points there carry to infinity. */
function overflow(layout: Layout, isNegative: boolean, options: Options): Result {
  const { rounding = "roundTiesToEven" } = options;
  const away = isNegative ? "roundTowardNegative" : "roundTowardPositive";
  const isInfinite = rounding.startsWith("roundTies") || rounding === "stochastic" || rounding === away;
  const { code } = infinite(layout, isNegative, isInfinite ? options : { ...options, saturate: true });
  return { code, flags: 5 };
}

/** Round an exact number that is not zero. */
export function roundExactly(layout: Layout, x: Rational, options: Options): Result {
  const isNegative = x.numerator < 0n;
  const magnitude = isNegative ? { ...x, numerator: -x.numerator } : x;
  return settle(
    layout,
    locate(layout, (candidate) => compare(magnitude, candidate)),
    isNegative,
    options,
  );
}

/** Round the square root of a positive number: `√x` against `c` is `x` against `c²`. */
export function rootExactly(layout: Layout, x: Rational, options: Options): Result {
  return settle(
    layout,
    locate(layout, (candidate) => compare(x, times(candidate, candidate))),
    false,
    options,
  );
}
