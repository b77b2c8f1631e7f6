import { deliver, type Unrounded } from "./deliver.ts";
import { type Datum, type Layout, read } from "./layout.ts";
import { compare, fromNumber, negated, over, plus, type Rational, times } from "./rational.ts";
import { rootExactly } from "./round.ts";
import { infinite, invalid, nanAmong, type Options, type Result } from "./special.ts";

type Operands = readonly Datum[];
type Operation = (layout: Layout, options: Options, ...operands: Operands) => Result;

export type OperationName = "add" | "sub" | "mul" | "div" | "sqrt" | "fma";

/** How many operands each operation takes. */
export const arity: Readonly<Record<OperationName, number>> = { add: 2, sub: 2, mul: 2, div: 2, sqrt: 1, fma: 3 };

/** The operations of IEEE 754-2019 §5.4.1. */
const onData: Readonly<Record<OperationName, Operation>> = {
  add: (layout, options, x, y) => sum(layout, options, x!, y!),
  sub: (layout, options, x, y) => sum(layout, options, x!, opposite(y!)),
  mul: (layout, options, x, y) => deliver(layout, multiply(layout, options, x!, y!), options),
  div: (layout, options, x, y) => quotient(layout, options, x!, y!),
  sqrt: (layout, options, x) => {
    const nan = nanAmong(layout, [x!], options);
    if (nan !== undefined) return nan;
    if (x!.kind === "number" && !isZero(x!) && !x!.isNegative) return rootExactly(layout, x!.value, options);
    return x!.isNegative && !isZero(x!) ? invalid(layout, options) : deliver(layout, x as Unrounded, options);
  },
  fma: (layout, options, x, y, z) => {
    const nan = nanAmong(layout, [x!, y!, z!], options);
    // §7.2 c) leaves open whether 0 · ∞ + NaN is invalid; here it is.
    if (isZeroTimesInfinity(x!, y!)) return { ...(nan ?? invalid(layout, options)), flags: 16 };
    if (nan !== undefined) return nan;
    return sum(layout, options, multiply(layout, options, x!, y!) as Datum, z!);
  },
};

/** One operation on codes of a format. */
export function compute(
  layout: Layout,
  name: OperationName,
  codes: readonly (number | bigint)[],
  options: Options,
): Result {
  const operands = codes.slice(0, arity[name]).map((code) => read(layout, code, options.flushInputs));
  return onData[name](layout, options, ...operands);
}

/** §5.4.2: a code of one format as one of another. */
export function convertExactly(from: Layout, to: Layout, code: number | bigint, options: Options): Result {
  return deliverOperand(to, read(from, code, options.flushInputs), options);
}

/** The code for a number, whose NaN has neither sign nor payload. */
export function encodeExactly(to: Layout, x: number, options: Options): Result {
  const isNegative = x < 0 || Object.is(x, -0);
  if (Number.isNaN(x)) {
    const payload = { T: 0n, t: 0 };
    return deliverOperand(to, { kind: "nan", isNegative: false, isSignaling: false, payload }, options);
  }
  if (!Number.isFinite(x)) return deliverOperand(to, { kind: "infinity", isNegative }, options);
  const isFlushed = options.flushInputs === true && Math.abs(x) < 2 ** -1022;
  return deliverOperand(to, { kind: "number", isNegative, value: fromNumber(isFlushed ? 0 : x) }, options);
}

/** −1, 0 or 1, or `undefined` when an operand is a NaN (§5.11). */
export function compareExactly(layout: Layout, a: number | bigint, b: number | bigint): number | undefined {
  const [x, y] = [read(layout, a), read(layout, b)];
  if (x.kind === "nan" || y.kind === "nan") return undefined;
  const order = (z: Datum): number => (z.kind === "infinity" ? (z.isNegative ? -1 : 1) : 0);
  if (x.kind === "number" && y.kind === "number") return compare(x.value, y.value);
  return Math.sign(order(x) - order(y));
}

/** An operand of another format: infinity that the new format lacks raises invalid, unless saturation is asked for. */
function deliverOperand(layout: Layout, x: Datum, options: Options): Result {
  const nan = nanAmong(layout, [x], options);
  if (nan !== undefined) return nan;
  const result = deliver(layout, x as Unrounded, options);
  const isLost = x.kind === "infinity" && !layout.hasInfinity && options.saturate !== true;
  return isLost ? { ...result, flags: 16 } : result;
}

function isZero(x: Datum): boolean {
  return x.kind === "number" && x.value.numerator === 0n;
}

function isZeroTimesInfinity(x: Datum, y: Datum): boolean {
  return (isZero(x) && y.kind === "infinity") || (x.kind === "infinity" && isZero(y));
}

function opposite(x: Datum): Datum {
  if (x.kind === "nan") return x; // a NaN keeps its sign
  if (x.kind === "infinity") return { ...x, isNegative: !x.isNegative };
  return { ...x, isNegative: !x.isNegative, value: negated(x.value) };
}

function sum(layout: Layout, options: Options, x: Datum, y: Datum): Result {
  if (x.kind === "nan" || y.kind === "nan") return nanAmong(layout, [x, y], options)!;
  if (x.kind === "infinity" && y.kind === "infinity" && x.isNegative !== y.isNegative) return invalid(layout, options);
  if (x.kind === "infinity") return infinite(layout, x.isNegative, options);
  if (y.kind === "infinity") return infinite(layout, y.isNegative, options);

  const value = plus(x.value, y.value);
  // §6.3: a sum of zeros of like sign keeps it; any other zero sum is +0, and −0 in one mode
  const signOfZero = x.isNegative === y.isNegative ? x.isNegative : options.rounding === "roundTowardNegative";
  return deliver(layout, { kind: "number", isNegative: signOfZero, value }, options);
}

/** A product before rounding, or the result that special operands give. */
function multiply(layout: Layout, options: Options, x: Datum, y: Datum): Unrounded {
  if (x.kind === "nan" || y.kind === "nan") return nanAmong(layout, [x, y], options)!;
  if (isZeroTimesInfinity(x, y)) return invalid(layout, options);
  const isNegative = x.isNegative !== y.isNegative;
  if (x.kind === "infinity" || y.kind === "infinity") return { kind: "infinity", isNegative };
  return { kind: "number", isNegative, value: times(x.value, y.value) };
}

function quotient(layout: Layout, options: Options, x: Datum, y: Datum): Result {
  if (x.kind === "nan" || y.kind === "nan") return nanAmong(layout, [x, y], options)!;
  const isNegative = x.isNegative !== y.isNegative;
  if (x.kind === "infinity") {
    return y.kind === "infinity" ? invalid(layout, options) : infinite(layout, isNegative, options);
  }
  if (y.kind === "infinity") return deliver(layout, { kind: "number", isNegative, value: nothing }, options);
  if (isZero(y)) {
    if (isZero(x)) return invalid(layout, options);
    const result = infinite(layout, isNegative, options);
    return { ...result, flags: result.flags | 8 };
  }
  return deliver(layout, { kind: "number", isNegative, value: over(x.value, y.value) }, options);
}

const nothing: Rational = { numerator: 0n, denominator: 1n };
