import { elementCount, isFloatDtype, type KernelParams, type ReduceOp, type View } from "@binade/backend";
import { dtypeCodes } from "../module/operandTable.ts";
import { rowRange } from "../threads/ranges.ts";
import type { Machine, WasmKernel } from "./machine.ts";

/** Codes in `assembly/reduceRows.ts`. */
const reduceCodes: { readonly [O in ReduceOp]: number } = { sum: 0, mean: 1, max: 2, min: 3, argmax: 4 };

/** Rows of a block, and columns that `assembly/sumColumns.ts` sums together. */
const [blockLength, columnsTogether] = [4096, 64];

export const reduce: WasmKernel<"reduce"> = (machine, [y], [x], { op, axes }) => {
  const rows = elementCount(y!.shape);
  if (rows === 0) return;
  const count = elementCount(axes.map((axis) => x!.shape[axis]!));
  const kept = x!.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  if (isColumnSum(x!, op, kept, axes)) {
    sumColumns(machine, y!, ordered(x!, [...axes, ...kept]), { isMean: op === "mean", columns: rows, count });
    return;
  }
  const { threads, memory, operands } = machine;
  const operand = operands.describe(0, ordered(x!, [...kept, ...axes]));
  const [target, dtype] = [memory.addressOfView(y!), dtypeCodes[y!.dtype]];
  threads.run("reduceRows", rowRange(rows, count), [reduceCodes[op], target, dtype, count, operand]);
};

/** Whether the results, not their elements, lie one after the other. */
function isColumnSum(x: View, op: ReduceOp, kept: readonly number[], axes: readonly number[]): boolean {
  if (!isFloatDtype(x.dtype) || (op !== "sum" && op !== "mean")) return false;
  const innermost = (candidates: readonly number[]): number | undefined =>
    candidates.filter((axis) => x.shape[axis] !== 1).at(-1);
  const [column, element] = [innermost(kept), innermost(axes)];
  if (column === undefined || element === undefined) return false;
  return x.strides[column] === 1 && x.strides[element] !== 1 && x.shape[column]! >= 4;
}

function sumColumns(
  { threads, memory, operands }: Machine,
  y: View,
  x: View,
  { isMean, columns, count }: { readonly isMean: boolean; readonly columns: number; readonly count: number },
): void {
  let numbers = columnsTogether;
  for (let blocks = count; blocks > 1; ) {
    blocks = Math.ceil(blocks / blockLength);
    numbers += blocks * columnsTogether;
  }
  const roomBytes = numbers * 4;
  memory.withScratch(Math.ceil(columns / columnsTogether) * roomBytes, (rooms) => {
    const [target, operand] = [memory.addressOfView(y), operands.describe(0, x)];
    const range = rowRange(columns, count, columnsTogether);
    const mean = isMean ? 1 : 0;
    threads.run("sumColumns", range, [mean, target, dtypeCodes[y.dtype], columns, count, operand, rooms, roomBytes]);
  });
}

/** The view with its axes in another order. */
function ordered(x: View, order: KernelParams["reduce"]["axes"]): View {
  return { ...x, shape: order.map((axis) => x.shape[axis]!), strides: order.map((axis) => x.strides[axis]!) };
}
