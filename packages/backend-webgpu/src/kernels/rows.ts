import type { View } from "@binade/backend";
import type { KernelRunner } from "./kernelRunner.ts";
import { runByWord } from "./words.ts";

export function gatherRows(runner: KernelRunner, [y]: readonly View[], [x, index]: readonly View[]): void {
  const [rows, width] = x!.shape as [number, number];
  runner.checkIndex(index!, rows);
  runByWord(runner, y!, { kernel: "gatherRows", read: { x: x!, index: index! }, params: { rows, width } });
}

export function scatterAddRows(runner: KernelRunner, [y]: readonly View[], [g, index]: readonly View[]): void {
  const [rows, width] = y!.shape as [number, number];
  runner.checkIndex(index!, rows);
  const params = { source_rows: g!.shape[0]!, width };
  runByWord(runner, y!, { kernel: "scatterAddRows", read: { x: g!, index: index! }, params });
}
