import type { View } from "@binade/backend";
import { wide } from "../launch/encodeCall.ts";
import { f32Word } from "../launch/f32Word.ts";
import type { Launcher } from "../launch/launcher.ts";

const blockLength = 4096;
/** Lanes of a sum (N6). */
const threads = 64;

/** Rows up to here are one thread's each: 64 threads would mostly wait for one another. */
export const shortRow: number = 256;

/** What is summed, and what becomes of the total. */
export interface Sum {
  readonly number: "real" | "integer";
  readonly ofSquares?: boolean;
  readonly isMean?: boolean;
}

const kernels: { readonly [N in Sum["number"]]: string } = { real: "sumReals", integer: "sumIntegers" };

/**
 * Sum each row of `count` consecutive elements of `x` in the order of N6 into `y`: blocks of 4096, then the results of the
 * blocks by the same rule until one is left. Only the last result is rounded to the dtype of `y`.
 */
export function sumRows(launcher: Launcher, y: View, x: View, rows: number, count: number, sum: Sum): void {
  if (count <= shortRow) {
    const words = [
      ...wide(count),
      ...wide(1),
      sum.isMean === true ? f32Word(count) : 0,
      sum.ofSquares === true ? 1 : 0,
    ];
    launcher.run({ kernel: "sumShortRows", views: [y, x], words, count: rows, threads: rows });
    return;
  }
  const partials: View[] = [];
  let [source, length] = [x, count];
  for (;;) {
    const blocks = Math.max(Math.ceil(length / blockLength), 1);
    const isLast = blocks === 1;
    const target = isLast ? y : launcher.scratch(sum.number === "real" ? "f32" : "i32", rows * blocks);
    if (!isLast) partials.push(target);
    const divisor = isLast && sum.isMean === true ? f32Word(count) : 0;
    const ofSquares = source === x && sum.ofSquares === true;
    launcher.run({
      kernel: kernels[sum.number],
      views: [target, source],
      words: [...wide(length), ...wide(blocks), divisor, ofSquares ? 1 : 0],
      blocks: { count: rows * blocks, threads },
    });
    if (isLast) break;
    [source, length] = [target, blocks];
  }
  for (const partial of partials) launcher.release(partial);
}
