import type { KernelParams, View } from "@binade/backend";
import { floatTarget, loadFloats, storeFloats } from "../elements.ts";
import type { Memory } from "../memory.ts";
import { operandPrecision, operandRange, productsAreExact } from "./exactProducts.ts";
import { forEachBatch, matrixAt } from "./matmulBatches.ts";
import { blockLength, exactProductTile, roundedProductTile, tileSize } from "./matmulTile.ts";
import { roundToTf32 } from "./roundToTf32.ts";

/** One operand, ready to multiply: panels of four rows (or columns), each holding four values for every k. */
interface Panels {
  readonly values: Float32Array;
  readonly range: ReturnType<typeof operandRange>;
}

/**
 * `[…, m, k] × […, k, n] (+ bias) → […, m, n]` by N5. The order of additions within an element is fixed by k alone, so
 * tiles change nothing.
 */
export function matmul(
  memory: Memory,
  [y]: readonly View[],
  inputs: readonly View[],
  params: KernelParams["matmul"],
): void {
  const [a, b, bias] = inputs as [View, View, View?];
  const rank = y!.shape.length;
  const m = y!.shape[rank - 2]!;
  const n = y!.shape[rank - 1]!;
  const k = a.shape[rank - 1]!;
  const target = floatTarget(memory, y!);
  const packA = memoizeByOffset((offset) => pack(memory, matrixAt(a, offset), [m, k], params));
  const packB = memoizeByOffset((offset) => pack(memory, transposed(matrixAt(b, offset)), [n, k], params));

  forEachBatch(y!.shape.slice(0, -2), [a.strides, b.strides], (batch, [aOffset, bOffset]) => {
    multiply(
      packA(a.offset + aOffset!),
      packB(b.offset + bOffset!),
      target.subarray(batch * m * n, (batch + 1) * m * n),
      [m, n, k],
    );
  });
  if (bias !== undefined) addBias(memory, target, bias);
  storeFloats(memory, y!, target);
}

/** In f32, before the one rounding to the dtype of the output (N5). */
export function addBias(memory: Memory, target: Float32Array, bias: View): void {
  const values = loadFloats(memory, bias);
  for (let i = 0; i < target.length; i++) target[i]! += values[i]!;
}

function multiply(a: Panels, b: Panels, y: Float32Array, [m, n, k]: readonly [number, number, number]): void {
  const tile = productsAreExact(a.range, b.range) ? exactProductTile : roundedProductTile;
  const sums = new Float32Array(tileSize * tileSize);
  for (let column = 0; column < n; column += tileSize) {
    for (let row = 0; row < m; row += tileSize) {
      sums.fill(0);
      for (let start = 0; start < k; start += blockLength) {
        const count = Math.min(blockLength, k - start);
        tile(a.values, row * k + start * tileSize, b.values, column * k + start * tileSize, count, sums);
      }
      const rows = Math.min(tileSize, m - row);
      const columns = Math.min(tileSize, n - column);
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < columns; j++) y[(row + i) * n + column + j] = sums[i * tileSize + j]!;
      }
    }
  }
}

/** Panels of a `[rows, k]` operand; rows beyond the last are +0 and their results are not stored. */
function pack(
  memory: Memory,
  view: View,
  [rows, k]: readonly [number, number],
  params: KernelParams["matmul"],
): Panels {
  const isTf32 = params.tf32 !== undefined;
  const loaded = loadFloats(memory, view);
  const values = isTf32 && view.dtype === "f32" ? roundToTf32(loaded, params.tf32!) : loaded;
  const panels = new Float32Array(Math.ceil(rows / tileSize) * tileSize * k);
  for (let row = 0; row < rows; row++) {
    const lane = row % tileSize;
    let to = (row - lane) * k + lane;
    for (let i = row * k; i < (row + 1) * k; i++, to += tileSize) panels[to] = values[i]!;
  }
  return { values: panels, range: operandRange(values, operandPrecision(view.dtype, isTf32)) };
}

/** A broadcast operand is packed once: its batches share an offset. */
function memoizeByOffset(make: (offset: number) => Panels): (offset: number) => Panels {
  let last: { offset: number; panels: Panels } | undefined;
  return (offset) => {
    if (last?.offset !== offset) last = { offset, panels: make(offset) };
    return last.panels;
  };
}

function transposed(view: View): View {
  return { ...view, shape: [view.shape[1]!, view.shape[0]!], strides: [view.strides[1]!, view.strides[0]!] };
}
