import { type Dtype, elementCount, isFloatDtype, type KernelParams, type View } from "@binade/backend";
import { cast } from "./cast.ts";
import type { KernelRunner } from "./kernelRunner.ts";
import { shortRow, sumRows } from "./sumRows.ts";
import { runByWord } from "./words.ts";

/** Whose first largest value an extreme is: NaN wins both, −0 is below +0 (N3). */
const extremeKeys = {
  float: {
    max: "select(order(word), 0x7fffffff, is_nan(word))",
    min: "select(~order(word), 0x7fffffff, is_nan(word))",
  },
  integer: { max: "bitcast<i32>(word)", min: "~bitcast<i32>(word)" },
} as const;

export function reduce(
  runner: KernelRunner,
  [y]: readonly View[],
  [x]: readonly View[],
  { op, axes }: KernelParams["reduce"],
): void {
  const elements = rowsLast(x!, axes);
  const count = elementCount(axes.map((axis) => x!.shape[axis]!));
  const rows = elementCount(y!.shape);
  const number = isFloatDtype(x!.dtype) ? "float" : "integer";
  if (op === "sum" || op === "mean") {
    throughWords(runner, y!, number === "float" ? "f32" : "i32", (words) =>
      sumRows(runner, words, elements, rows, count, { number, value: "element", result: op }),
    );
    return;
  }
  const index = op === "argmax" ? y! : runner.scratch("i32", rows);
  const options = { key: extremeKeys[number][op === "min" ? "min" : "max"] };
  const read = { x: elements };
  if (count <= shortRow)
    runByWord(runner, index, { kernel: "reduceExtremeRow", options, read, params: { length: count } });
  else {
    const params = { rows, count };
    runner.run({ kernel: "reduceExtreme", options, write: { y: index }, read, params, size: { groups: rows } });
  }
  if (op === "argmax") return;
  runByWord(runner, y!, { kernel: "take", read: { x: elements, index }, params: { group: 1, stride: count } });
  runner.release(index);
}

/** Let `produce` fill 32-bit words of a dtype: those of the output, or scratch that is then rounded to the output's dtype. */
export function throughWords(
  runner: KernelRunner,
  y: View,
  dtype: Extract<Dtype, "f32" | "i32">,
  produce: (words: View) => void,
): void {
  if (y.dtype === dtype) {
    produce(y);
    return;
  }
  const count = elementCount(y.shape);
  const words = runner.scratch(dtype, count);
  produce(words);
  cast(runner, [{ ...y, shape: [count], strides: [1] }], [words], {});
  runner.release(words);
}

/** The view with its reduced axes last, so that the elements of each result follow one another. */
function rowsLast(x: View, axes: readonly number[]): View {
  const kept = x.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const order = [...kept, ...axes];
  return { ...x, shape: order.map((axis) => x.shape[axis]!), strides: order.map((axis) => x.strides[axis]!) };
}
