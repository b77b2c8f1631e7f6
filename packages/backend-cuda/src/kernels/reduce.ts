import { elementCount, isFloatDtype, type KernelParams, type View } from "@binade/backend";
import { wide } from "../launch/encodeCall.ts";
import type { Launcher } from "../launch/launcher.ts";
import { shortRow, sumRows } from "./sumRows.ts";

/** Threads that share a row. */
const threads = 64;

export function reduce(
  launcher: Launcher,
  [y]: readonly View[],
  [x]: readonly View[],
  { op, axes }: KernelParams["reduce"],
): void {
  const elements = rowsLast(x!, axes);
  const count = elementCount(axes.map((axis) => x!.shape[axis]!));
  const rows = elementCount(y!.shape);
  if (op === "sum" || op === "mean") {
    const number = isFloatDtype(x!.dtype) ? "real" : "integer";
    sumRows(launcher, y!, elements, rows, count, { number, isMean: op === "mean" });
    return;
  }
  const views = [y!, elements];
  const words = [...wide(count), op === "min" ? 1 : 0, op === "argmax" ? 1 : 0];
  if (count <= shortRow) launcher.run({ kernel: "findShortExtreme", views, words, threads: rows });
  else launcher.run({ kernel: "findExtreme", views, words, blocks: { count: rows, threads } });
}

/** The view with its reduced axes last, so that the elements of each result follow one another. */
function rowsLast(x: View, axes: readonly number[]): View {
  const kept = x.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const order = [...kept, ...axes];
  return { ...x, shape: order.map((axis) => x.shape[axis]!), strides: order.map((axis) => x.strides[axis]!) };
}
