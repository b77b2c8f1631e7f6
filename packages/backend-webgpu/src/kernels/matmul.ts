import { elementCount, type KernelParams, type View } from "@binade/backend";
import type { KernelRunner } from "./kernelRunner.ts";
import { type TileOperand, tile, tileOperand, transposed } from "./matmulOperands.ts";
import { runByWord } from "./words.ts";

/** Invocations of a work group. */
const groupSize = 64;
/** Terms that are added before their sum is added to the others (N5). */
const blockLength = 256;
/** Invocations with which a device has enough to do; with fewer, blocks of one element are computed side by side. */
const enoughTiles = 1024;

/**
 * `[…, m, k] × […, k, n] (+ bias) → […, m, n]` by N5. What does not lie as the tiles want it is widened to f32 and laid out
 * for them first; the order of additions within an element is fixed by k alone, so tiles change nothing.
 */
export function matmul(
  runner: KernelRunner,
  [y]: readonly View[],
  [a, b, bias]: readonly View[],
  params: KernelParams["matmul"],
): void {
  const count = elementCount(y!.shape);
  if (count === 0) return;
  const [m, n] = y!.shape.slice(-2) as [number, number];
  const k = a!.shape.at(-1)!;
  const left = tileOperand(runner, transposed(a!), tile.rows, params);
  const right = tileOperand(runner, b!, Math.ceil(n / tile.columns) * tile.columns, params);
  const tiles = (count / (m * n)) * Math.ceil(m / tile.rows) * Math.ceil(n / tile.columns);
  const parts = tiles < enoughTiles ? Math.max(1, Math.ceil(k / blockLength)) : 1;
  const isFinished = y!.dtype === "f32" && bias === undefined && parts === 1;
  const sums = isFinished ? y! : runner.scratch("f32", count * parts);
  multiplyTiles(runner, sums, { left, right, k, parts, shape: y!.shape });
  for (const operand of [left, right]) if (operand.isScratch) runner.release(operand.view);
  if (isFinished) return;
  finish(runner, y!, sums, { bias, parts });
  runner.release(sums);
}

interface Product {
  readonly left: TileOperand;
  readonly right: TileOperand;
  readonly k: number;
  /** Sums that each element is given in, one block each, or one of all blocks. */
  readonly parts: number;
  readonly shape: readonly number[];
}

/** The sums in f32, `[parts, …, m, n]`. */
function multiplyTiles(runner: KernelRunner, y: View, { left, right, k, parts, shape }: Product): void {
  const [m, n] = shape.slice(-2) as [number, number];
  const batches = elementCount(shape.slice(0, -2));
  const tileRows = Math.ceil(m / tile.rows);
  const tileColumns = Math.ceil(n / tile.columns);
  const across = bandWidth(tileColumns);
  const band = tileRows * across;
  const batchGroups = Math.ceil((band * Math.ceil(tileColumns / across)) / groupSize);
  runner.run({
    kernel: "matmul",
    write: { y },
    vectors: { a: left.view, b: right.view },
    params: {
      parts,
      span: parts === 1 ? k : blockLength,
      batches,
      m,
      n,
      k,
      tile_rows: tileRows,
      tile_columns: tileColumns,
      across,
      band,
      batch_groups: batchGroups,
      a_batch: left.batchStep,
      a_tile: left.tileStep,
      a_step: left.depthStep,
      b_batch: right.batchStep,
      b_tile: right.tileStep,
      b_step: right.depthStep,
    },
    size: { groups: parts * batches * batchGroups },
  });
}

/** Tiles side by side in a band: about as many as a square block of a work group has, with as few left over as can be. */
function bandWidth(tileColumns: number): number {
  const waste = (width: number): number => Math.ceil(tileColumns / width) * width - tileColumns;
  return [8, 7, 6, 5].reduce((best, width) => (waste(width) < waste(best) ? width : best), Math.min(8, tileColumns));
}

/** Add the parts and the bias and round to the dtype of the output: its own shader, so that the one of the product, slow to compile, is one. */
function finish(
  runner: KernelRunner,
  y: View,
  sums: View,
  { bias, parts }: { readonly bias: View | undefined; readonly parts: number },
): void {
  const options = { bias: bias === undefined ? "noBias" : "bias", sum: parts === 1 ? "whole" : "parts" };
  runByWord(runner, y, {
    kernel: "matmulFinish",
    options,
    read: { x: { ...sums, shape: [elementCount(sums.shape)], strides: [1] }, ...(bias && { bias }) },
    params: { parts },
  });
}
