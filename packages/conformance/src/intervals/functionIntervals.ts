import type { UnaryOp } from "@binade/backend";
import { FP32, round } from "@binade/softfloat";
import { contractFunction } from "./contractFunction.ts";
import { add, contains, divide, hull, type Interval, multiply, negate, point, subtract, widen } from "./interval.ts";
import { correctlyRounded, f32, operandInterval, type Precision, withinError, withinUlps } from "./precision.ts";

/** What WGSL accepts for a function of an interval; undefined where it accepts anything or has no bound. */
type FunctionInterval = (x: Interval, precision: Precision) => Interval | undefined;

/** Chains steps, each of which may accept anything. */
const then = <T>(x: Interval | undefined, next: (x: Interval) => T | undefined): T | undefined =>
  x === undefined ? undefined : next(x);

const largest = ({ low, high }: Interval): number => Math.max(Math.abs(low), Math.abs(high));
const isF32 = (precision: Precision): boolean => precision === f32;
const one = point(1);

const rounded: (compute: (x: Interval) => Interval) => FunctionInterval = (compute) => (x, precision) =>
  correctlyRounded(precision, compute(x));

export const quotient = (a: Interval, b: Interval, precision: Precision): Interval | undefined =>
  largest(b) > 1 / precision.leastNormal ? undefined : then(divide(a, b), (exact) => withinUlps(precision, exact, 2.5));

const sumOf = (a: Interval, b: Interval, precision: Precision): Interval | undefined =>
  correctlyRounded(precision, add(a, b));

const exp: FunctionInterval = (x, precision) => {
  const atEnds = monotone("exp", x);
  return withinUlps(precision, atEnds, isF32(precision) ? 3 + 2 * largest(x) : 1 + 2 * largest(x));
};

const log: FunctionInterval = (x, precision) => {
  if (x.low <= 0) return undefined;
  const atEnds = monotone("log", x);
  if (x.low < 0.5 || x.high > 2) return withinUlps(precision, atEnds, 3);
  return withinError(precision, atEnds, isF32(precision) ? 1 / 0x200000 : 1 / 128);
};

const trigonometric: (op: "sin" | "cos") => FunctionInterval = (op) => (x, precision) => {
  if (largest(x) > Math.PI) return undefined;
  const exact =
    x.low === x.high ? contractFunction(op, x.low) : hull(contractFunction(op, x.low), contractFunction(op, x.high));
  return withinError(precision, exact, isF32(precision) ? 1 / 2048 : 1 / 128);
};

const inverseSqrt: FunctionInterval = (x, precision) => {
  if (x.low <= 0) return undefined;
  const exact = widen({ low: 1 / Math.sqrt(x.high), high: 1 / Math.sqrt(x.low) }, 0);
  return withinUlps(precision, exact, 2);
};

/** 1 ÷ (1 + e^−x). */
const sigmoid: FunctionInterval = (x, precision) =>
  then(exp(negate(x), precision), (power) =>
    then(sumOf(one, power, precision), (denominator) => quotient(one, denominator, precision)),
  );

/** (e^x − e^−x)·½ ÷ ((e^x + e^−x)·½), or off by 1e-5. */
const tanh: FunctionInterval = (x, precision) =>
  then(exp(x, precision), (grown) =>
    then(exp(negate(x), precision), (shrunk) => {
      const half = point(0.5);
      const sinh = correctlyRounded(precision, multiply(subtract(grown, shrunk), half));
      const cosh = correctlyRounded(precision, multiply(add(grown, shrunk), half));
      const inherited = sinh === undefined || cosh === undefined ? undefined : quotient(sinh, cosh, precision);
      return then(inherited, (interval) => widen(interval, 1e-5));
    }),
  );

/** By WGSL's table; functions that it does not have are composed as a shader would write them, those without a formula are not here. */
export const functionIntervals: { readonly [O in UnaryOp]?: FunctionInterval } = {
  neg: rounded(negate),
  abs: rounded((x) =>
    contains(x, 0)
      ? { low: 0, high: largest(x) }
      : { low: Math.min(Math.abs(x.low), Math.abs(x.high)), high: largest(x) },
  ),
  relu: rounded(({ low, high }) => ({ low: Math.max(low, 0), high: Math.max(high, 0) })),
  sqrt: (x, precision) => then(inverseSqrt(x, precision), (inverse) => quotient(one, inverse, precision)),
  rsqrt: inverseSqrt,
  exp,
  expm1: (x, precision) => then(exp(x, precision), (power) => correctlyRounded(precision, subtract(power, one))),
  log,
  log1p: (x, precision) => then(sumOf(one, x, precision), (sum) => log(sum, precision)),
  sin: trigonometric("sin"),
  cos: trigonometric("cos"),
  tanh,
  sigmoid,
  silu: (x, precision) => then(sigmoid(x, precision), (y) => correctlyRounded(precision, multiply(x, y))),
};

/** What WGSL accepts for a function of a word's value. */
export function functionInterval(op: UnaryOp, x: number, precision: Precision): Interval | undefined {
  return functionIntervals[op]?.(operandInterval(precision, x), precision);
}

/** An increasing function at the ends, which are moved outward to f32 numbers. */
function monotone(op: "exp" | "log", { low, high }: Interval): Interval {
  const from = round(FP32, low, { rounding: "roundTowardNegative" });
  const to = round(FP32, high, { rounding: "roundTowardPositive" });
  return { low: contractFunction(op, from).low, high: contractFunction(op, to).high };
}
