import { elementCount, isFloatDtype, type KernelParams, type ReduceOp, type View } from "@binade/backend";
import { floatTarget, loadFloats, loadInts, outputWords, storeFloats } from "../elements.ts";
import type { Memory } from "../memory.ts";
import { sumSequence } from "./sumSequence.ts";

type Numbers = Float32Array | Int32Array | Uint8Array;

/** Reduces `count` values that start at `start`, in row-major order of the reduced axes (N6). */
const floatReductions: { readonly [O in ReduceOp]: (x: Float32Array, start: number, count: number) => number } = {
  sum: sumSequence,
  mean: (x, start, count) => Math.fround(sumSequence(x, start, count) / Math.fround(count)),
  max: (x, start, count) => extreme(x, start, count, Math.max),
  min: (x, start, count) => extreme(x, start, count, Math.min),
  argmax,
};

const intReductions: {
  readonly [O in Exclude<ReduceOp, "mean">]: (x: Numbers, start: number, count: number) => number;
} = {
  sum: (x, start, count) => {
    let sum = 0;
    for (let i = start; i < start + count; i++) sum = (sum + x[i]!) | 0;
    return sum;
  },
  max: (x, start, count) => extreme(x, start, count, Math.max),
  min: (x, start, count) => extreme(x, start, count, Math.min),
  argmax,
};

export function reduce(
  memory: Memory,
  [y]: readonly View[],
  [x]: readonly View[],
  params: KernelParams["reduce"],
): void {
  const { op, axes } = params;
  const count = elementCount(axes.map((axis) => x!.shape[axis]!));
  const rows = moveLast(x!, axes);
  if (!isFloatDtype(x!.dtype)) {
    const values = loadInts(memory, rows);
    const words = outputWords(memory, y!);
    const reduction = intReductions[op as keyof typeof intReductions];
    for (let row = 0; row < words.length; row++) words[row] = reduction(values, row * count, count);
    return;
  }
  const values = loadFloats(memory, rows);
  if (op === "argmax") {
    const words = outputWords(memory, y!);
    for (let row = 0; row < words.length; row++) words[row] = argmax(values, row * count, count);
    return;
  }
  const target = floatTarget(memory, y!);
  for (let row = 0; row < target.length; row++) target[row] = floatReductions[op](values, row * count, count);
  storeFloats(memory, y!, target);
}

/** The view with its reduced axes last, so that each result's elements are consecutive. */
function moveLast(x: View, axes: readonly number[]): View {
  const kept = x.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const order = [...kept, ...axes];
  return { ...x, shape: order.map((axis) => x.shape[axis]!), strides: order.map((axis) => x.strides[axis]!) };
}

function extreme(x: Numbers, start: number, count: number, better: (a: number, b: number) => number): number {
  let best = x[start]!;
  for (let i = start + 1; i < start + count; i++) best = better(best, x[i]!);
  return best;
}

/** The first NaN if any, else the first maximum, with −0 < +0 (N3). */
function argmax(x: Numbers, start: number, count: number): number {
  let best = 0;
  for (let i = 0; i < count; i++) {
    const value = x[start + i]!;
    if (Number.isNaN(value)) return i;
    const record = x[start + best]!;
    if (value > record || (value === 0 && Object.is(record, -0) && Object.is(value, 0))) best = i;
  }
  return best;
}
