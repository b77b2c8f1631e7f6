import type { View } from "@binade/backend";
import type { KernelRunner } from "./kernelRunner.ts";
import { f32Word } from "./words.ts";

const blockLength = 4096;

/** Rows up to here are summed by one invocation each: a work group of 64 costs more than it gains. */
export const shortRow: number = 256;
/** With so many rows of one block, whatever its length, there are enough invocations anyway. */
const manyRows = 1024;

/** What is summed, as the files of `wgsl/reduce` that say so. */
export interface Sum {
  readonly number: "float" | "integer";
  readonly value: "element" | "square";
  readonly result: "sum" | "mean";
}

/**
 * Sum each row of `count` consecutive elements of `x` in the order of N6 into 32-bit words of `y`: blocks of 4096, then
 * the results of the blocks by the same rule until one is left.
 */
export function sumRows(runner: KernelRunner, y: View, x: View, rows: number, count: number, sum: Sum): void {
  if (count <= shortRow || (rows >= manyRows && count <= blockLength)) {
    runner.run({
      kernel: "reduceSumRow",
      options: { ...sum },
      write: { y },
      read: { x },
      params: { rows, count, divisor: f32Word(count) },
      size: { invocations: rows },
    });
    return;
  }
  let [source, length, value] = [x, count, sum.value];
  const partials: View[] = [];
  for (;;) {
    const blocks = Math.max(Math.ceil(length / blockLength), 1);
    const isLast = blocks === 1;
    const target = isLast ? y : runner.scratch(sum.number === "float" ? "f32" : "i32", rows * blocks);
    if (!isLast) partials.push(target);
    runner.run({
      kernel: "reduceSum",
      options: { number: sum.number, value, result: isLast ? sum.result : "sum" },
      write: { y: target },
      read: { x: source },
      params: { rows, blocks, count: length, divisor: f32Word(count) },
      size: { groups: rows * blocks },
    });
    if (isLast) break;
    [source, length, value] = [target, blocks, "element"];
  }
  for (const partial of partials) runner.release(partial);
}
