import { type FloatDtype, isFloatDtype } from "@binade/backend";
import {
  cos,
  decode,
  erf,
  exp,
  expm1,
  gelu,
  geluTanh,
  log,
  log1p,
  parse,
  rsqrt,
  sigmoid,
  silu,
  sin,
  tanh,
} from "@binade/softfloat";
import type { ConformanceCase, Operand } from "../cases/conformanceCase.ts";
import { exactArithmetic } from "../spec/exactArithmetic.ts";
import { formatOf } from "../spec/formatOf.ts";
import { coordinatesOf, indexOf } from "../spec/indexing.ts";
import { groupOf } from "../spec/reduce.ts";
import { specEvaluators } from "../spec/specEvaluators.ts";
import type { Word } from "../spec/specTensor.ts";
import type { Observation } from "./classify.ts";
import { canonical, expectedOf } from "./compareCase.ts";

/** Operations whose contract is the exact result, rounded once. */
const roundedOnce = new Set(["add", "sub", "mul", "div", "sqrt", "neg", "abs", "relu", "maximum", "minimum"]);
/** Those that softfloat rounds correctly in every format. */
const elementary: { readonly [op: string]: (format: (typeof formatOf)[FloatDtype], code: Word) => Word } = {
  cos,
  erf,
  exp,
  expm1,
  gelu,
  geluTanh,
  log,
  log1p,
  rsqrt,
  sigmoid,
  silu,
  sin,
  tanh,
};
const quotientDigits = 64; // more than a divisor and an f32 significand have together
const leastExponent = 149; // every f32, and what is narrower, is a multiple of 2^-149
const units = 0x80000000 * 0x80000000 * 0x80000000 * 0x80000000 * 0x2000000; // 2^149

/** Whether every word of an observation is the exact result, rounded once. */
export function isCorrectlyRounded({ testCase, run }: Observation): boolean {
  return testCase.outputs.every(({ dtype, words }, output) => {
    const indices = testCase.sample?.[output] ?? Array.from({ length: words.length }, (_, index) => index);
    return indices.every((index) => {
      const reference = exactWord(testCase, output, index);
      return (
        reference !== undefined &&
        canonical(dtype, run.outputs[output]?.[index] as Word) === canonical(dtype, reference)
      );
    });
  });
}

/** The exact result, rounded once; undefined for operations for which it is not computed here. */
function exactWord(testCase: ConformanceCase, output: number, index: number): Word | undefined {
  const { kernel, op, outputs, inputs, params } = testCase;
  const { dtype } = outputs[output] as Operand;
  const contract = (): Word => expectedOf(testCase, specEvaluators, exactArithmetic)[output]?.wordAt(index) as Word;
  if (kernel === "cast" || ((kernel === "unary" || kernel === "binary") && roundedOnce.has(op))) return contract();
  if (!isFloatDtype(dtype)) return undefined;
  if (kernel === "unary") return elementary[op]?.(formatOf[dtype], inputs[0]?.words[index] as Word);
  if (kernel === "reduce") {
    const { op: reduction, axes } = params as { readonly op: string; readonly axes: readonly number[] };
    if (reduction !== "sum" && reduction !== "mean") return contract();
    const [x] = inputs as [Operand];
    const numbers = groupOf(x, axes)(index).map((word) => decode(formatOf[x.dtype as FloatDtype], word));
    if (!numbers.every(Number.isFinite)) return contract();
    const sum = numbers.reduce((total, number) => total + integerOf(number), 0n);
    return rounded(dtype, sum, leastExponent, reduction === "mean" ? BigInt(numbers.length) : 1n);
  }
  if (kernel !== "matmul" || "tf32" in params) return undefined;
  const [numbers, others, bias] = factorsOf(testCase, index);
  if (![...numbers, ...others, bias].every(Number.isFinite)) return contract();
  const sum = numbers.reduce((total, x, k) => total + integerOf(x) * integerOf(others[k] as number), 0n);
  return rounded(dtype, sum + (integerOf(bias) << BigInt(leastExponent)), 2 * leastExponent);
}

/** A multiple of 2^-149 as how many of them it is; exact, as f64 holds 2^277 times an f32 significand. */
const integerOf = (x: number): bigint => BigInt(x * units);

/** `integer ÷ divisor · 2^-negatedExponent` in a dtype; digits beyond the last that count decide only by not being zero. */
function rounded(dtype: FloatDtype, integer: bigint, negatedExponent: number, divisor = 1n): Word {
  if (integer === 0n) return 0;
  const [sign, magnitude] = integer < 0n ? ["-", -integer] : ["", integer];
  const scaled = magnitude << BigInt(quotientDigits);
  const quotient = (scaled / divisor) | (scaled % divisor === 0n ? 0n : 1n);
  return parse(formatOf[dtype], `${sign}0x${quotient.toString(16)}p-${negatedExponent + quotientDigits}`);
}

function factorsOf(
  { outputs, inputs }: ConformanceCase,
  index: number,
): [readonly number[], readonly number[], number] {
  const [a, b, bias] = inputs as [Operand, Operand, Operand?];
  const numberAt = ({ dtype, words }: Operand, at: number): number =>
    decode(formatOf[dtype as FloatDtype], words[at] as Word);
  const coordinates = coordinatesOf((outputs[0] as Operand).shape, index);
  const [batch, [row, column]] = [coordinates.slice(0, -2), coordinates.slice(-2) as [number, number]];
  const ks = Array.from({ length: a.shape[a.shape.length - 1] as number }, (_, k) => k);
  return [
    ks.map((k) => numberAt(a, indexOf(a.shape, [...batch, row, k]))),
    ks.map((k) => numberAt(b, indexOf(b.shape, [...batch, k, column]))),
    bias === undefined ? 0 : numberAt(bias, index),
  ];
}
