import { elementCount, type KernelParams, type Tf32Rounding, type View } from "@binade/backend";
import type { KernelRunner } from "./kernelRunner.ts";
import { mergedAxes } from "./mergedAxes.ts";

/** Elements that one invocation computes. */
export const tile = { rows: 8, columns: 8 } as const;

/** Elements that one invocation of the packing shader brings. */
const packedRows = 8;

/** Where vectors of four elements of an operand lie, for the tiles. */
export interface TileOperand {
  readonly view: View;
  /** To be released when the product is enqueued. */
  readonly isScratch: boolean;
  /** Vectors from one matrix, tile and k to the next. */
  readonly batchStep: number;
  readonly tileStep: number;
  readonly depthStep: number;
}

/** How the word of an operand is rounded to tf32: the low 13 bits go, infinity and NaN stay (N5). */
const finite = "(word & 0x7f800000u) != 0x7f800000u";
const tf32Words: { readonly [R in Tf32Rounding]: string } = {
  rna: `select(word, (word + 0x1000u) & 0xffffe000u, ${finite})`,
  rz: `select(word, word & 0xffffe000u, ${finite})`,
  rne: `select(word, (word + 0x0fffu + ((word >> 13u) & 1u)) & 0xffffe000u, ${finite})`,
};

/**
 * An operand `[…, k, across]` as the tiles want it, eight elements together for every k: as it lies, if they do; else in
 * scratch memory, widened to f32, in panels of so many elements, a multiple of eight.
 */
export function tileOperand(
  runner: KernelRunner,
  view: View,
  panel: number,
  { tf32 }: KernelParams["matmul"],
): TileOperand {
  const ready = tf32 === undefined ? asItLies(view) : undefined;
  if (ready !== undefined) return ready;
  const [depth, across] = view.shape.slice(-2) as [number, number];
  const [depthStride, stride] = view.strides.slice(-2) as [number, number];
  const batchShape = view.shape.slice(0, -2);
  const isShared = view.strides.slice(0, -2).every((batchStride, axis) => batchStride === 0 || batchShape[axis] === 1);
  const source = isShared ? { ...view, shape: [depth, across], strides: [depthStride, stride] } : view;
  const panels = Math.ceil(across / panel);
  const count = elementCount(source.shape.slice(0, -2)) * panels * depth * panel;
  const y = runner.scratch("f32", count);
  runner.run({
    kernel: "matmulPack",
    options: { rounded: tf32 === undefined || view.dtype !== "f32" ? "word" : tf32Words[tf32] },
    write: { y },
    read: { x: transposed(source) },
    params: {
      rows: across,
      depth,
      panels,
      panel_groups: panel / packedRows,
      row_stride: stride,
      depth_stride: depthStride,
      items: count / packedRows,
    },
    size: { items: count / packedRows },
  });
  const isPanel = panel === packedRows;
  return {
    view: y,
    isScratch: true,
    batchStep: isShared ? 0 : (panels * depth * panel) / 4,
    tileStep: isPanel ? (depth * panel) / 4 : packedRows / 4,
    depthStep: panel / 4,
  };
}

/** What lies beside the last element of a row is read with the last tile, and nothing becomes of it. */
function asItLies(view: View): TileOperand | undefined {
  const { dtype, shape, strides, offset } = view;
  const [depthStride, stride] = strides.slice(-2) as [number, number];
  const batch = mergedAxes({ shape: shape.slice(0, -2), strides: strides.slice(0, -2) });
  const batchStride = batch.shape[0] === 1 ? 0 : batch.strides[0]!;
  const isReady =
    dtype === "f32" &&
    (stride === 1 || shape.at(-1) === 1) &&
    batch.shape.length === 1 &&
    [offset, depthStride, batchStride].every((step) => step % 4 === 0);
  if (!isReady) return undefined;
  return { view, isScratch: false, batchStep: batchStride / 4, tileStep: 2, depthStep: depthStride / 4 };
}

/** The same elements with the last two axes the other way round. */
export function transposed(view: View): View {
  const swap = (sizes: readonly number[]): number[] => [...sizes.slice(0, -2), sizes.at(-1)!, sizes.at(-2)!];
  return { ...view, shape: swap(view.shape), strides: swap(view.strides) };
}
