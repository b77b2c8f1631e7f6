import { elementCount, isDense, type KernelParams, type Tf32Rounding, type View } from "@binade/backend";
import type { KernelRunner } from "./kernelRunner.ts";
import { runByWord } from "./words.ts";

/** Invocations of a work group. */
const groupSize = 64;
/** Elements that one invocation of the packing shader brings. */
const packedRows = 8;
/** Elements that one invocation computes. */
const tile = { rows: 8, columns: 8 } as const;

/** How the word of an operand is rounded to tf32: the low 13 bits go, infinity and NaN stay (N5). */
const finite = "(word & 0x7f800000u) != 0x7f800000u";
const tf32Words: { readonly [R in Tf32Rounding]: string } = {
  rna: `select(word, (word + 0x1000u) & 0xffffe000u, ${finite})`,
  rz: `select(word, word & 0xffffe000u, ${finite})`,
  rne: `select(word, (word + 0x0fffu + ((word >> 13u) & 1u)) & 0xffffe000u, ${finite})`,
};

/**
 * `[…, m, k] × […, k, n] (+ bias) → […, m, n]` by N5. The operands are widened to f32 first and laid out for the tiles;
 * the order of additions within an element is fixed by k alone, so tiles change nothing.
 */
export function matmul(
  runner: KernelRunner,
  [y]: readonly View[],
  [a, b, bias]: readonly View[],
  params: KernelParams["matmul"],
): void {
  if (elementCount(y!.shape) === 0) return;
  const n = y!.shape[y!.shape.length - 1]!;
  const left = packed(runner, a!, tile.rows, params);
  const right = isRowMajor(b!, params)
    ? b!
    : packed(runner, transposed(b!), Math.ceil(n / tile.columns) * tile.columns, params);
  const isFinished = y!.dtype === "f32" && bias === undefined;
  const sums = isFinished
    ? y!
    : { ...runner.scratch("f32", elementCount(y!.shape)), shape: y!.shape, strides: y!.strides };
  multiplyTiles(runner, sums, [left, right], a!.shape);
  if (!isFinished) {
    finish(runner, y!, sums, bias);
    runner.release(sums);
  }
  runner.release(left);
  if (right !== b) runner.release(right);
}

/** Add the bias and round to the dtype of the output: its own shader, so that the one of the product, slow to compile, is one. */
function finish(runner: KernelRunner, y: View, sums: View, bias: View | undefined): void {
  const options = { bias: bias === undefined ? "noBias" : "bias" };
  runByWord(runner, y, { kernel: "matmulFinish", options, read: { x: sums, ...(bias && { bias }) } });
}

/** The sums in f32. */
function multiplyTiles(runner: KernelRunner, y: View, [a, b]: readonly [View, View], shape: readonly number[]): void {
  const [m, n] = y.shape.slice(-2) as [number, number];
  const batches = elementCount(y.shape.slice(0, -2));
  const tileRows = Math.ceil(m / tile.rows);
  const tileColumns = Math.ceil(n / tile.columns);
  // tiles side by side in a group: a square block, or fewer where there are fewer
  const across = tileColumns > 4 ? 8 : tileColumns > 2 ? 4 : tileColumns;
  const groupRows = Math.ceil(tileRows / (groupSize / across));
  const groupColumns = Math.ceil(tileColumns / across);
  runner.run({
    kernel: "matmul",
    write: { y },
    vectors: { a, b },
    params: {
      batches,
      m,
      n,
      k: shape[shape.length - 1]!,
      tile_rows: tileRows,
      tile_columns: tileColumns,
      across,
      group_rows: groupRows,
      group_columns: groupColumns,
    },
    size: { groups: batches * groupRows * groupColumns },
  });
}

/** Scratch with the rows of an operand `[…, rows, depth]` in f32, in panels of so many rows, a multiple of eight. */
function packed(runner: KernelRunner, view: View, panel: number, { tf32 }: KernelParams["matmul"]): View {
  const [rows, depth] = view.shape.slice(-2) as [number, number];
  const [rowStride, depthStride] = view.strides.slice(-2) as [number, number];
  const panels = Math.ceil(rows / panel);
  const count = elementCount(view.shape.slice(0, -2)) * panels * depth * panel;
  const y = runner.scratch("f32", count);
  runner.run({
    kernel: "matmulPack",
    options: { rounded: tf32 === undefined || view.dtype !== "f32" ? "word" : tf32Words[tf32] },
    write: { y },
    read: { x: view },
    params: {
      rows,
      depth,
      panels,
      panel_groups: panel / packedRows,
      row_stride: rowStride,
      depth_stride: depthStride,
      items: count / packedRows,
    },
    size: { items: count / packedRows },
  });
  return y;
}

/** Whether the right operand can be used as it lies. */
function isRowMajor(b: View, { tf32 }: KernelParams["matmul"]): boolean {
  const isAligned = b.offset % 4 === 0 && b.shape[b.shape.length - 1]! % tile.columns === 0;
  return b.dtype === "f32" && tf32 === undefined && isDense(b) && isAligned;
}

function transposed(view: View): View {
  const swap = (sizes: readonly number[]): number[] => [...sizes.slice(0, -2), sizes.at(-1)!, sizes.at(-2)!];
  return { ...view, shape: swap(view.shape), strides: swap(view.strides) };
}
