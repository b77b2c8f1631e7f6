import { type BinaryOp, type FloatDtype, isFloatDtype, type KernelName, type KernelParams } from "@binade/backend";
import { BF16, decode, round } from "@binade/softfloat";
import type { ConformanceCase, Operand } from "../cases/conformanceCase.ts";
import { formatOf } from "../spec/formatOf.ts";
import { coordinatesOf, indexOf } from "../spec/indexing.ts";
import { groupOf } from "../spec/reduce.ts";
import type { Word } from "../spec/specTensor.ts";
import { functionInterval, functionIntervals, quotient } from "./functionIntervals.ts";
import { add, hull, type Interval, multiply, point, subtract } from "./interval.ts";
import { correctlyRounded, f16, f32, operandInterval, type Precision } from "./precision.ts";

/**
 * What WGSL accepts: an interval; `anything` where it makes no promise (infinities, NaN, overflow, out of the domain of a
 * bound); `unknown` where it has no such operation.
 */
export type Acceptance = Interval | "anything" | "unknown";

const numberAt = ({ dtype, words }: Operand, index: number): number =>
  decode(formatOf[dtype as FloatDtype], words[index] as Word);
const isFloat = ({ dtype }: Operand): boolean => isFloatDtype(dtype);

/** f16 is computed in f16; bf16 is f32 with a rounding at the end, as WGSL has no bf16. */
const precisionOf = (dtype: string): Precision => (dtype === "f16" ? f16 : f32);

const binaryIntervals: {
  readonly [O in BinaryOp]?: (a: Interval, b: Interval, precision: Precision) => Interval | undefined;
} = {
  add: (a, b, precision) => correctlyRounded(precision, add(a, b)),
  sub: (a, b, precision) => correctlyRounded(precision, subtract(a, b)),
  mul: (a, b, precision) => correctlyRounded(precision, multiply(a, b)),
  div: quotient,
  maximum: (a, b, precision) =>
    correctlyRounded(precision, { low: Math.max(a.low, b.low), high: Math.max(a.high, b.high) }),
  minimum: (a, b, precision) =>
    correctlyRounded(precision, { low: Math.min(a.low, b.low), high: Math.min(a.high, b.high) }),
};

type Accept<N extends KernelName> = (
  testCase: { readonly y: Operand; readonly inputs: readonly Operand[]; readonly params: KernelParams[N] },
  index: number,
) => Acceptance;

const kernels: { readonly [N in KernelName]?: Accept<N> } = {
  unary: ({ y, inputs: [x], params: { op } }, index) => {
    if (functionIntervals[op] === undefined) return "unknown";
    return finite([numberAt(x as Operand, index)], ([value]) =>
      functionInterval(op, value as number, precisionOf(y.dtype)),
    );
  },
  binary: ({ y, inputs: [a, b], params: { op } }, index) => {
    const compute = binaryIntervals[op];
    if (compute === undefined) return "unknown";
    const precision = precisionOf(y.dtype);
    return finite([numberAt(a as Operand, index), numberAt(b as Operand, index)], ([left, right]) =>
      compute(operandInterval(precision, left as number), operandInterval(precision, right as number), precision),
    );
  },
  cast: ({ y, inputs: [x] }, index) =>
    finite([numberAt(x as Operand, index)], ([value]) =>
      correctlyRounded(precisionOf(y.dtype), operandInterval(precisionOf((x as Operand).dtype), value as number)),
    ),
  reduce: ({ inputs: [x], params: { op, axes } }, index) => {
    if (op !== "sum" && op !== "mean") return "unknown";
    const { dtype } = x as Operand;
    const values = groupOf(x as Operand, axes)(index).map((word) => decode(formatOf[dtype as FloatDtype], word));
    return finite(values, () => {
      const sum = sumInterval(values.map(point));
      return sum === undefined || op === "sum" ? sum : quotient(sum, point(values.length), f32);
    });
  },
  matmul: ({ y, inputs, params: { tf32 } }, index) => {
    if (tf32 !== undefined) return "unknown";
    const [a, b, bias] = inputs as [Operand, Operand, Operand?];
    const coordinates = coordinatesOf(y.shape, index);
    const [row, column] = coordinates.slice(-2) as [number, number];
    const batch = coordinates.slice(0, -2);
    const depth = a.shape[a.shape.length - 1] as number;
    const pairs = Array.from({ length: depth }, (_, k) => [
      numberAt(a, indexOf(a.shape, [...batch, row, k])),
      numberAt(b, indexOf(b.shape, [...batch, k, column])),
    ]);
    const added = bias === undefined ? [] : [numberAt(bias, index)];
    return finite([...pairs.flat(), ...added], () =>
      sumInterval([...pairs.map(([p, q]) => multiply(point(p as number), point(q as number))), ...added.map(point)]),
    );
  },
};

/**
 * What WGSL accepts for one element of a case: bounds of its table, composed, either neighbour where it says correctly
 * rounded, subnormal operands and results also as zero.
 *
 * @see WGSL, «Floating Point Evaluation» and «Concrete Floating Point Accuracy».
 */
export function acceptance(testCase: ConformanceCase, output: number, index: number): Acceptance {
  const { kernel, outputs, inputs, params } = testCase;
  const y = outputs[output] as Operand;
  const accept = kernels[kernel] as Accept<KernelName> | undefined;
  if (accept === undefined || output > 0 || ![y, ...inputs].every(isFloat)) return "unknown";
  const accepted = accept({ y, inputs, params: params as never }, index);
  return typeof accepted === "string" ? accepted : narrowed(y.dtype, accepted);
}

/** Whether WGSL accepts a word; undefined where it has no such operation. */
export function isAccepted(testCase: ConformanceCase, output: number, index: number, word: Word): boolean | undefined {
  const accepted = acceptance(testCase, output, index);
  if (accepted === "unknown") return undefined;
  const value = decode(formatOf[(testCase.outputs[output] as Operand).dtype as FloatDtype], word);
  return accepted === "anything" || (accepted.low <= value && value <= accepted.high);
}

/** Numbers that are all finite, or WGSL makes no promise. */
function finite(values: readonly number[], accept: (values: readonly number[]) => Interval | undefined): Acceptance {
  return values.every(Number.isFinite) ? (accept(values) ?? "anything") : "anything";
}

/** Sums in any order, every addition and product off by a unit or flushed: n·2^-23 of the sum of magnitudes, and n·2^-126. */
function sumInterval(terms: readonly Interval[]): Interval | undefined {
  const sum = terms.reduce(add, point(0));
  const magnitudes = terms.reduce((total, { low, high }) => total + Math.max(Math.abs(low), Math.abs(high)), 0);
  const operations = 2 * terms.length;
  const error = operations * (magnitudes * (1 + operations / 0x400000) * (1 / 0x400000) + f32.leastNormal);
  return correctlyRounded(f32, { low: sum.low - error, high: sum.high + error });
}

/** A result that is rounded to its dtype: either neighbour; f16 beyond its range is anything that f32 holds. */
function narrowed(dtype: string, interval: Interval): Acceptance {
  if (dtype === "f32") return interval;
  if (dtype === "f16") return correctlyRounded(f16, interval) ?? "anything";
  if (dtype !== "bf16") return "unknown";
  return hull(
    point(round(BF16, interval.low, { rounding: "roundTowardNegative" })),
    point(round(BF16, interval.high, { rounding: "roundTowardPositive" })),
  );
}
