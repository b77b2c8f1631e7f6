import type { View } from "@binade/backend";
import type { KernelRunner } from "./kernelRunner.ts";
import { runByWord } from "./words.ts";

export function copy(runner: KernelRunner, [y]: readonly View[], [x]: readonly View[]): void {
  runByWord(runner, y!, { kernel: "copy", read: { x: x! } });
}
