import type { FloatDtype, Tf32Rounding } from "@binade/backend";
import { decode, encode, FP32 } from "@binade/softfloat";
import type { ConformanceCase } from "../cases/conformanceCase.ts";
import { written } from "../cases/operands.ts";
import { formatOf } from "../spec/formatOf.ts";
import type { Word } from "../spec/specTensor.ts";
import type { TreeProbe } from "./probe.ts";
import { call } from "./probeCalls.ts";

/**
 * Factors of a number so large that it absorbs all others, and of the others. In a product both operands hold them, so that
 * the ratio suffices in narrow formats too; `reduce` uses the products as they are.
 */
const factors: { readonly [D in FloatDtype]: { readonly large: number; readonly small: readonly [number, number] } } = {
  f32: { large: 0x40000000, small: [1, 1] },
  bf16: { large: 0x40000000, small: [1, 1] },
  f16: { large: 0x8000, small: [1 / 32, 1 / 32] },
  e5m2: { large: 0x8000, small: [1 / 32, 1 / 32] },
  e4m3fn: { large: 256, small: [1 / 64, 1 / 512] },
};

type Pair = readonly [number, number];
type Operands = (numbers: (row: number, index: number, side: 0 | 1) => number, rows: number) => ConformanceCase;

/** A call whose row r sums ones with the large number at the first index of pair r and its negative at the second. */
export function treeCall({ kernel, dtype, count, tf32 }: TreeProbe, pairs: readonly Pair[]): ConformanceCase {
  const { large, small } = factors[dtype];
  const scaled =
    kernel === "reduce" ? { large: large * large, small: [small[0] * small[1], 1] as const } : { large, small };
  return operandsOf[kernel](
    dtype,
    count,
    tf32,
  )((row, index, side) => {
    const [plus, minus] = pairs[row] as Pair;
    if (index === plus) return scaled.large;
    if (index === minus) return side === 0 ? -scaled.large : scaled.large;
    return scaled.small[side];
  }, pairs.length);
}

/** How many numbers were added to the large one before it met its negative, both included, by the word of a row. */
export function metAfter({ dtype, count }: TreeProbe, word: Word): number {
  const [first, second] = factors[dtype].small;
  return count - decode(FP32, word) / (first * second);
}

const operandsOf: Readonly<
  Record<TreeProbe["kernel"], (dtype: FloatDtype, count: number, tf32: Tf32Rounding | undefined) => Operands>
> = {
  reduce: (dtype, count) => (numbers, rows) =>
    call(
      "reduce",
      { op: "sum", axes: [1] },
      [written("f32", [rows])],
      [{ dtype, shape: [rows, count], words: wordsOf(dtype, rows, count, (row, index) => numbers(row, index, 0)) }],
    ),
  matmul: (dtype, count, tf32) => (numbers, rows) =>
    call(
      "matmul",
      tf32 === undefined ? {} : { tf32 },
      [written("f32", [rows, 1, 1])],
      [
        { dtype, shape: [rows, 1, count], words: wordsOf(dtype, rows, count, (row, index) => numbers(row, index, 0)) },
        { dtype, shape: [rows, count, 1], words: wordsOf(dtype, rows, count, (row, index) => numbers(row, index, 1)) },
      ],
    ),
};

function wordsOf(
  dtype: FloatDtype,
  rows: number,
  count: number,
  numberAt: (row: number, index: number) => number,
): Word[] {
  const codes = new Map<number, Word>(); // there are four numbers
  const codeOf = (x: number): Word => {
    if (!codes.has(x)) codes.set(x, encode(formatOf[dtype], x));
    return codes.get(x) as Word;
  };
  return Array.from({ length: rows * count }, (_, at) => codeOf(numberAt(Math.floor(at / count), at % count)));
}
