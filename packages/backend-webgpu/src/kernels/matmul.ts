import { elementCount, isDense, type KernelParams, type Tf32Rounding, type View } from "@binade/backend";
import type { KernelRunner } from "./kernelRunner.ts";
import { throughWords } from "./reduce.ts";
import { runByWord } from "./words.ts";

/** Elements that one invocation computes. */
const tile = { rows: 8, columns: 4 } as const;

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
  const pairs = y!.dtype !== "f32" && n % 2 === 0;
  const multiply = (target: View): void => multiplyTiles(runner, target, [left, right, bias], a!.shape);
  if (pairs) multiply(y!);
  else throughWords(runner, y!, "f32", (words) => multiply({ ...words, shape: y!.shape, strides: y!.strides }));
  runner.release(left);
  if (right !== b) runner.release(right);
}

/** Each invocation writes whole words, so a 16-bit target has an even number of columns. */
function multiplyTiles(
  runner: KernelRunner,
  y: View,
  [a, b, bias]: readonly [View, View, View | undefined],
  shape: readonly number[],
): void {
  const [m, n] = y.shape.slice(-2) as [number, number];
  const batches = elementCount(y.shape.slice(0, -2));
  const tileRows = Math.ceil(m / tile.rows);
  const tileColumns = Math.ceil(n / tile.columns);
  runner.run({
    kernel: "matmul",
    options: { bias: bias === undefined ? "noBias" : "bias" },
    write: { y },
    read: { a, b, ...(bias && { bias }) },
    params: {
      batches,
      m,
      n,
      k: shape[shape.length - 1]!,
      tile_rows: tileRows,
      tile_columns: tileColumns,
      b_stride: tileColumns * tile.columns,
    },
    size: { invocations: batches * tileRows * tileColumns },
  });
}

/** Scratch with the rows of an operand `[…, rows, depth]` in f32, in panels of so many rows. */
function packed(runner: KernelRunner, view: View, panel: number, { tf32 }: KernelParams["matmul"]): View {
  const [rows, depth] = view.shape.slice(-2) as [number, number];
  const panels = Math.ceil(rows / panel);
  const y = runner.scratch("f32", elementCount(view.shape.slice(0, -2)) * panels * depth * panel);
  const rounded = tf32 === undefined || view.dtype !== "f32" ? "word" : tf32Words[tf32];
  runByWord(runner, y, {
    kernel: "matmulPack",
    options: { rounded },
    read: { x: view },
    params: { rows, depth, panel, panels },
  });
  return y;
}

/** Whether the right operand can be used as it lies. */
function isRowMajor(b: View, { tf32 }: KernelParams["matmul"]): boolean {
  return b.dtype === "f32" && tf32 === undefined && isDense(b) && b.shape[b.shape.length - 1]! % tile.columns === 0;
}

function transposed(view: View): View {
  const swap = (sizes: readonly number[]): number[] => [...sizes.slice(0, -2), sizes.at(-1)!, sizes.at(-2)!];
  return { ...view, shape: swap(view.shape), strides: swap(view.strides) };
}
