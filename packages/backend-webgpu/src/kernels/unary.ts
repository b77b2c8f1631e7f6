import type { KernelParams, View } from "@binade/backend";
import type { KernelRunner } from "./kernelRunner.ts";
import { runByWord } from "./words.ts";

/** The operations are the files of `wgsl/unary`. */
export function unary(
  runner: KernelRunner,
  [y]: readonly View[],
  [x]: readonly View[],
  { op }: KernelParams["unary"],
): void {
  runByWord(runner, y!, { kernel: "unary", options: { op }, read: { x: x! } });
}
