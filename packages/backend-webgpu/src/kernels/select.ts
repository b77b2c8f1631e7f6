import type { View } from "@binade/backend";
import type { KernelRunner } from "./kernelRunner.ts";
import { runByWord } from "./words.ts";

export function select(runner: KernelRunner, [y]: readonly View[], [condition, a, b]: readonly View[]): void {
  runByWord(runner, y!, { kernel: "select", read: { condition: condition!, a: a!, b: b! } });
}
