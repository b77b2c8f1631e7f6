/** Devices that add in another order, start elsewhere, or keep more digits than the contract. */
import { add, BF16, convert, FP16, FP32, FP64, fma, mul, TF32 } from "@binade/softfloat";
import type { Arithmetic } from "../spec/arithmetic.ts";
import { dotInBlocks } from "../spec/dotInBlocks.ts";
import { exactArithmetic } from "../spec/exactArithmetic.ts";
import type { Word } from "../spec/specTensor.ts";
import type { CandidateModel } from "./candidateModel.ts";

const add32 = (a: Word, b: Word): Word => add(FP32, a, b);

/** Neighbours first: (0, 1), (2, 3), …, then their sums. */
function adjacentTree(words: readonly Word[]): Word {
  if (words.length <= 1) return words[0] ?? 0;
  const sums: Word[] = [];
  for (let i = 0; i < words.length; i += 2) {
    sums.push(i + 1 < words.length ? add32(words[i] as Word, words[i + 1] as Word) : (words[i] as Word));
  }
  return adjacentTree(sums);
}

/** N lanes that take every N-th element, folded in halves. */
function lanesOf(laneCount: number): Arithmetic["sum"] {
  return (words) => {
    let lanes = Array.from({ length: laneCount }, (_, lane) =>
      words.filter((_word, i) => i % laneCount === lane).reduce(add32, 0),
    );
    while (lanes.length > 1) {
      const half = lanes.length / 2;
      lanes = lanes.slice(0, half).map((lane, i) => add32(lane, lanes[i + half] as Word));
    }
    return lanes[0] as Word;
  };
}

/** Sums in binary64, rounded at the end. */
function wideSum(words: readonly Word[]): Word {
  return convert(
    FP64,
    FP32,
    words.reduce((sum, word) => add(FP64, sum, convert(FP32, FP64, word)), 0n),
  );
}

function wideDot(a: readonly Word[], b: readonly Word[]): Word {
  const sum = a.reduce(
    (total, word, k) => fma(FP64, convert(FP32, FP64, word), convert(FP32, FP64, b[k] as Word), total),
    0n,
  );
  return convert(FP64, FP32, sum);
}

const products = (a: readonly Word[], b: readonly Word[]): Word[] => a.map((word, k) => mul(FP32, word, b[k] as Word));

/** The dot product with its sum, at every addition, rounded to a narrower format. */
function narrowDot(format: typeof FP16): Arithmetic["dot"] {
  return (a, b) =>
    products(a, b).reduce((sum, product) => convert(format, FP32, convert(FP32, format, add32(sum, product))), 0);
}

/** Operands of f32 products rounded to a narrower format. */
function narrowOperands(format: typeof FP16): Arithmetic["dot"] {
  const narrowed = (words: readonly Word[]): Word[] =>
    words.map((word) => convert(format, FP32, convert(FP32, format, word)));
  return (a, b) => dotInBlocks(narrowed(a), narrowed(b), exactArithmetic);
}

/** Without a +0 to start from, a sum of −0 stays −0. */
const withoutZero = (words: readonly Word[]): Word => (words.length === 0 ? 0 : words.reduce(add32));

export const orderModels: readonly CandidateModel[] = [
  {
    name: "sum-sequential",
    does: "sums from the first element to the last, one after the other",
    tag: "summationTree:sequential",
    arithmetic: { sum: (words) => words.reduce(add32, 0) },
  },
  {
    name: "sum-reversed",
    does: "sums the elements in reverse order",
    tag: "summationTree:reversed",
    arithmetic: { sum: (words) => exactArithmetic.sum([...words].reverse()) },
  },
  {
    name: "sum-adjacent-tree",
    does: "sums neighbours in a tree",
    tag: "summationTree:adjacent",
    arithmetic: { sum: adjacentTree },
  },
  ...[2, 4, 8, 16, 32, 64, 128, 256].map(
    (lanes): CandidateModel => ({
      name: `sum-${lanes}-lanes`,
      does: `sums in ${lanes} lanes without blocks`,
      tag: `summationTree:lanes${lanes}`,
      arithmetic: { sum: lanesOf(lanes) },
    }),
  ),
  {
    name: "sum-wide",
    does: "sums in binary64",
    tag: "excessPrecision",
    arithmetic: { sum: wideSum, dot: wideDot },
  },
  {
    name: "sum-without-zero",
    does: "starts a sum at its first element instead of +0",
    tag: "foldedZero",
    arithmetic: {
      sum: (words) =>
        words.every((word) => word === 0x80000000) && words.length > 0 ? 0x80000000 : exactArithmetic.sum(words),
    },
  },
  {
    name: "dot-sequential",
    does: "sums a dot product without blocks of 256",
    tag: "dot:sequential",
    arithmetic: { dot: (a, b) => products(a, b).reduce(add32, 0) },
  },
  {
    name: "dot-sequential-fused",
    does: "sums a dot product without blocks, with fused multiply-adds",
    tag: "contracts dot:sequential",
    arithmetic: { dot: (a, b) => a.reduce((sum, word, k) => fma(FP32, word, b[k] as Word, sum), 0) },
  },
  {
    name: "dot-reversed",
    does: "sums a dot product from the last product to the first",
    tag: "dot:reversed",
    arithmetic: { dot: (a, b) => exactArithmetic.dot([...a].reverse(), [...b].reverse()) },
  },
  {
    name: "dot-fused",
    does: "uses fused multiply-adds in matrix products",
    tag: "contracts",
    arithmetic: { dot: (a, b) => dotInBlocks(a, b, { add: add32, multiplyAdd: (x, y, z) => fma(FP32, x, y, z) }) },
  },
  {
    name: "dot-without-zero",
    does: "starts the accumulator of a matrix product at its first product instead of +0",
    tag: "foldedZero",
    arithmetic: { dot: (a, b) => withoutZero(products(a, b)) },
  },
  {
    name: "dot-accumulates-f16",
    does: "accumulates matrix products in f16",
    tag: "accumulator:f16",
    arithmetic: { dot: narrowDot(FP16) },
  },
  {
    name: "dot-accumulates-bf16",
    does: "accumulates matrix products in bf16",
    tag: "accumulator:bf16",
    arithmetic: { dot: narrowDot(BF16) },
  },
  {
    name: "dot-tf32-operands",
    does: "rounds the operands of f32 matrix products to tf32",
    tag: "tf32",
    arithmetic: { dot: narrowOperands(TF32) },
  },
  {
    name: "dot-bf16-operands",
    does: "rounds the operands of f32 matrix products to bf16",
    tag: "bf16Operands",
    arithmetic: { dot: narrowOperands(BF16) },
  },
  ...(["rna", "rz", "rne"] as const).map(
    (rounding): CandidateModel => ({
      name: `tf32-${rounding}`,
      does: `rounds tf32 operands by ${rounding}, whatever is asked`,
      tag: `tf32:${rounding}`,
      arithmetic: { roundToTf32: (word) => exactArithmetic.roundToTf32(word, rounding) },
    }),
  ),
  {
    name: "tf32-nan-lost",
    does: "cuts the low digits of a tf32 operand off, which turns some NaN into infinity",
    tag: "tf32:nanLost",
    arithmetic: {
      roundToTf32: (word, rounding) =>
        exactArithmetic.isNaN(word) ? (word & ~0x1fff) >>> 0 : exactArithmetic.roundToTf32(word, rounding),
    },
  },
  {
    name: "tf32-nan-to-zero",
    does: "reads a NaN operand of a tf32 product as zero",
    tag: "tf32:nanLost",
    arithmetic: {
      roundToTf32: (word, rounding) => (exactArithmetic.isNaN(word) ? 0 : exactArithmetic.roundToTf32(word, rounding)),
    },
  },
  {
    name: "tf32-ignored",
    does: "does not round the operands of a tf32 product",
    tag: "tf32:ignored",
    arithmetic: { roundToTf32: (word) => word },
  },
  {
    name: "tf32-nan-overflow",
    does: "adds half a unit to a NaN operand of a tf32 product, which then wraps",
    tag: "tf32:nanLost",
    arithmetic: { roundToTf32: (word) => ((word + 0x1000) & ~0x1fff) >>> 0 },
  },
];
