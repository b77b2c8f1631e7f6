import { bitsOf, eminOf, type Layout, maxFiniteOf, valueOfMagnitude } from "./layout.ts";
import { compare, fromNumber, negated, plus, type Rational, scaled, times, toNumber } from "./rational.ts";
import { locate, type Position, settle } from "./round.ts";
import type { Options, Result } from "./special.ts";

/** A nonzero finite number rounded under the `k`-th of the options that the rounder was made for. */
export type Rounder = (x: number) => (k: number) => Result;

/** The oracle for many exact binary64 values, narrow results, and a list of options. */
export function createRounder(layout: Layout, choices: readonly Options[]): Rounder {
  return bitsOf(layout) <= 8 ? tabulated(layout, choices) : located(layout, choices);
}

function located(layout: Layout, choices: readonly Options[]): Rounder {
  return (x) => {
    const position = positionOf(layout, fromNumber(Math.abs(x)));
    return (k) => settle(layout, position, x < 0, choices[k]!);
  };
}

/**
 * The same with a memory. Every rounding changes its answer only at a value or at a certain part of a gap between two
 * values, the last gap that full precision would have below 2^emin included: at the middle, or where random bits begin to
 * carry. The oracle settles each of these points and one number between each two, once, when it is first asked for.
 */
function tabulated(layout: Layout, choices: readonly Options[]): Rounder {
  const exactPoints = pointsOf(layout, Math.max(1, ...choices.map(({ random }) => random?.count ?? 0)));
  const points = Float64Array.from(exactPoints, toNumber);
  const positions: Position[] = [];
  const results: Result[] = [];
  const settleAt = (index: number, isNegative: boolean, k: number): Result => {
    const point = exactPoints[index >> 1]!;
    const next = exactPoints[(index >> 1) + 1] ?? times(point, scaled(3n, 0));
    positions[index] ??= positionOf(layout, index % 2 === 0 ? point : middleOf(point, next));
    return settle(layout, positions[index], isNegative, choices[k]!);
  };
  return (x) => {
    const index = indexAmong(points, Math.abs(x));
    return (k) => (results[2 * (index * choices.length + k) + (x < 0 ? 1 : 0)] ??= settleAt(index, x < 0, k));
  };
}

function positionOf(layout: Layout, magnitude: Rational): Position {
  return locate(layout, (candidate) => compare(magnitude, candidate));
}

/** Zero, the values, and every gap between two of them in `2^digits` parts, ascending. */
function pointsOf(layout: Layout, digits: number): Rational[] {
  const values: Rational[] = [scaled(0n, 0)];
  for (let magnitude = 0n; magnitude <= maxFiniteOf(layout) + 1n; magnitude++) {
    values.push(valueOfMagnitude(layout, magnitude));
  }
  const top = scaled((1n << BigInt(layout.t + 1)) - 1n, eminOf(layout) - layout.t - 1);
  const gaps = [[top, scaled(1n, eminOf(layout))], ...values.slice(1).map((value, i) => [values[i]!, value])];
  const points = gaps.flatMap(([lower, upper]) => {
    const part = times(plus(upper!, negated(lower!)), scaled(1n, -digits));
    return Array.from({ length: 2 ** digits + 1 }, (_, i) => plus(lower!, times(part, scaled(BigInt(i), 0))));
  });
  return points.sort(compare).filter((point, i) => i === 0 || compare(points[i - 1]!, point) !== 0);
}

function middleOf(x: Rational, y: Rational): Rational {
  return times(plus(x, y), scaled(1n, -1));
}

/** 2i on the point i, 2i + 1 between it and the next one. */
function indexAmong(points: Float64Array, magnitude: number): number {
  let first = 0;
  let last = points.length;
  while (last - first > 1) {
    const middle = (first + last) >> 1;
    if (points[middle]! <= magnitude) first = middle;
    else last = middle;
  }
  return 2 * first + (points[first] === magnitude ? 0 : 1);
}
