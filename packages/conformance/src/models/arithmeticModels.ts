/** Devices whose single operations differ from the contract's. */
import {
  add,
  div,
  encode,
  FP32,
  fma,
  isNaN as isNaNCode,
  mul,
  type RoundingOptions,
  sqrt,
  sub,
} from "@binade/softfloat";
import type { Arithmetic } from "../spec/arithmetic.ts";
import { exactArithmetic } from "../spec/exactArithmetic.ts";
import type { Word } from "../spec/specTensor.ts";
import type { CandidateModel } from "./candidateModel.ts";
import { roundings } from "./roundings.ts";

const signBit = 0x80000000;
const isSubnormal = (word: Word): boolean => (word & 0x7f800000) === 0;
/** A subnormal as the zero of its sign. */
const flushed = (word: Word): Word => (isSubnormal(word) ? (word & signBit) >>> 0 : word);

/** Every rounded operation under other options. */
function roundedWith(options: RoundingOptions): Partial<Arithmetic> {
  return {
    add: (a, b) => add(FP32, a, b, options),
    sub: (a, b) => sub(FP32, a, b, options),
    mul: (a, b) => mul(FP32, a, b, options),
    div: (a, b) => div(FP32, a, b, options),
    sqrt: (a) => sqrt(FP32, a, options),
  };
}

/** What reading subnormals as zero does to the operations that do not round. */
const readsZeros: Partial<Arithmetic> = {
  maximum: (a, b) => exactArithmetic.maximum(flushed(a), flushed(b)),
  minimum: (a, b) => exactArithmetic.minimum(flushed(a), flushed(b)),
  compare: (op, a, b) => exactArithmetic.compare(op, flushed(a), flushed(b)),
};

const isNaN32 = (word: Word): boolean => isNaNCode(FP32, word);

export const arithmeticModels: readonly CandidateModel[] = [
  {
    name: "fused-multiply-add",
    does: "fuses a product and the sum that takes it into one rounding",
    tag: "contracts",
    arithmetic: { multiplyAdd: (a, b, c) => fma(FP32, a, b, c) },
  },
  {
    name: "flushed-inputs",
    does: "reads f32 subnormals as zero",
    tag: "daz",
    arithmetic: { ...roundedWith({ flushInputs: true }), ...readsZeros },
  },
  {
    name: "flushed-outputs",
    does: "gives zero where a result is an f32 subnormal",
    tag: "ftz",
    arithmetic: roundedWith({ flushOutputs: true }),
  },
  {
    name: "flushed-inputs-and-outputs",
    does: "reads f32 subnormals as zero and gives zero for subnormal results",
    tag: "daz ftz",
    arithmetic: { ...roundedWith({ flushInputs: true, flushOutputs: true }), ...readsZeros },
  },
  ...Object.entries(roundings).map(
    ([words, rounding]): CandidateModel => ({
      name: `rounds-${rounding}`,
      does: `rounds f32 results ${words}`,
      tag: rounding,
      arithmetic: roundedWith({ rounding }),
    }),
  ),
  {
    name: "reciprocal-division",
    does: "divides by multiplying with a reciprocal",
    tag: "reciprocalDivision",
    arithmetic: { div: (a, b) => mul(FP32, a, div(FP32, encode(FP32, 1), b)) },
  },
  {
    name: "reciprocal-mean",
    does: "takes a mean by multiplying with 1 ÷ n",
    tag: "reciprocalMean",
    arithmetic: { meanOf: (sum, count) => mul(FP32, sum, div(FP32, encode(FP32, 1), encode(FP32, count))) },
  },
  {
    name: "maximum-ignores-nan",
    does: "takes the number where the other operand of maximum or minimum is a NaN",
    tag: "nanIgnored",
    arithmetic: {
      maximum: (a, b) => (isNaN32(a) ? b : isNaN32(b) ? a : exactArithmetic.maximum(a, b)),
      minimum: (a, b) => (isNaN32(a) ? b : isNaN32(b) ? a : exactArithmetic.minimum(a, b)),
    },
  },
  {
    name: "maximum-by-comparison",
    does: "takes maximum and minimum by a comparison that lets the second operand win, NaN or zero (pmax)",
    tag: "pmax",
    arithmetic: {
      maximum: (a, b) => (exactArithmetic.compare("lt", a, b) ? b : a),
      minimum: (a, b) => (exactArithmetic.compare("lt", b, a) ? b : a),
    },
  },
  {
    name: "maximum-prefers-second",
    does: "takes maximum and minimum by a comparison that keeps the second operand unless the first is beyond it",
    tag: "pmax",
    arithmetic: {
      maximum: (a, b) => (exactArithmetic.compare("gt", a, b) ? a : b),
      minimum: (a, b) => (exactArithmetic.compare("lt", a, b) ? a : b),
    },
  },
  {
    name: "maximum-orders-zeros-wrongly",
    does: "takes −0 for greater than +0",
    tag: "zeroOrder",
    arithmetic: {
      maximum: (a, b) => (bothZero(a, b) ? (a | b) >>> 0 : exactArithmetic.maximum(a, b)),
      minimum: (a, b) => (bothZero(a, b) ? (a & b) >>> 0 : exactArithmetic.minimum(a, b)),
    },
  },
  {
    name: "negative-nan-lost",
    does: "orders words as integers without a test for NaN, so that a NaN with a sign is the least number",
    tag: "nanSign",
    arithmetic: {
      maximum: (a, b) => (integerOrder(a) >= integerOrder(b) ? a : b),
      minimum: (a, b) => (integerOrder(a) <= integerOrder(b) ? a : b),
    },
  },
  {
    name: "nan-ordered",
    does: "compares NaN as if it were a number equal to itself",
    tag: "nanOrdered",
    arithmetic: {
      compare: (op, a, b) => {
        const [x, y] = [integerOrder(bothZero(a, a) ? 0 : a), integerOrder(bothZero(b, b) ? 0 : b)];
        return { eq: x === y, ne: x !== y, lt: x < y, le: x <= y, gt: x > y, ge: x >= y }[op];
      },
    },
  },
  {
    name: "nan-inequality-folded",
    does: "finds a NaN equal to itself (x ≠ x is folded to false)",
    tag: "finiteMath",
    arithmetic: {
      compare: (op, a, b) => (op === "ne" && (isNaN32(a) || isNaN32(b)) ? false : exactArithmetic.compare(op, a, b)),
    },
  },
  {
    name: "zero-sign-ignored",
    does: "gives +0 for a product that is −0",
    tag: "zeroSign",
    arithmetic: { mul: (a, b) => positiveZero(mul(FP32, a, b)) },
  },
];

function bothZero(a: Word, b: Word): boolean {
  return ((a | b) & ~signBit) === 0;
}

function positiveZero(word: Word): Word {
  return word === signBit ? 0 : word;
}

function integerOrder(a: Word): number {
  return a >= signBit ? signBit - 1 - a : a;
}
