import type { Rational } from "../oracle/rational.ts";
import { type Bracket, difference, digits, fromInteger, product, quotient, root, sum } from "./bracket.ts";

/** A point of the unit circle. */
export interface Point {
  readonly cos: Bracket;
  readonly sin: Bracket;
}

/**
 * The point at `x` radians, `x ≥ 0` dyadic: a small turn `x/2^k`, doubled `k` times. π does not occur.
 *
 * The small turn is `1 − y²/2 + iy` to within `y³/4`. A doubling squares the complex number `z` and so at most doubles its
 * distance from the true one: `|z² − w²| = |z − w|·|z + w|` with `|w| = 1`.
 */
export function turnBy({ numerator, denominator }: Rational): Point {
  const places = denominator.toString(2).length - 1;
  const leading = numerator.toString(2).length - places;
  const k = Math.ceil((3 * Math.max(leading, 0) + 120) / 2);
  const scale = BigInt(digits);
  const shifted = BigInt(places + k); // y = numerator / 2^shifted
  let cos = (1n << scale) - (((numerator * numerator) << scale) >> (2n * shifted + 1n));
  let sin = (numerator << scale) >> shifted;
  let radius = (((numerator * numerator * numerator) << scale) >> (3n * shifted + 2n)) + 4n;
  for (let doublings = 0; doublings < k; doublings++) {
    [cos, sin] = [(cos * cos - sin * sin) >> scale, (cos * sin) >> (scale - 1n)];
    radius = 2n * radius + ((radius * radius) >> scale) + 4n;
  }
  return { cos: { low: cos - radius, high: cos + radius }, sin: { low: sin - radius, high: sin + radius } };
}

/** Points at `π/2^i`, for `i ≥ 1`, by halving the angle. */
const halfTurns: readonly Point[] = halveAngles();

function halveAngles(): Point[] {
  const points: Point[] = [{ cos: fromInteger(0n), sin: fromInteger(1n) }];
  while (points.length < 320) {
    const { cos, sin } = points.at(-1)!;
    const half = root(quotient(sum(fromInteger(1n), cos), fromInteger(2n)));
    points.push({ cos: half, sin: quotient(sin, sum(half, half)) });
  }
  return points;
}

/** The point at `π·x`, `x ≥ 0` dyadic: the product of the half turns that the digits of `x` stand for. */
export function turnByPiTimes({ numerator, denominator }: Rational): Point {
  const places = denominator.toString(2).length - 1;
  const wholeTurns = 2n * denominator;
  const word = (numerator % wholeTurns).toString(2).padStart(places + 1, "0"); // its first digit stands for a half turn
  const isHalf = word.startsWith("1");
  let point: Point = { cos: fromInteger(isHalf ? -1n : 1n), sin: fromInteger(0n) };
  for (let i = 1; i < word.length; i++) {
    if (word.charAt(i) === "1") point = turned(point, halfTurns[i - 1]!);
  }
  return point;
}

function turned(z: Point, w: Point): Point {
  return {
    cos: difference(product(z.cos, w.cos), product(z.sin, w.sin)),
    sin: sum(product(z.cos, w.sin), product(z.sin, w.cos)),
  };
}
