import { type CompareOp, isFloatDtype, type KernelParams, type View } from "@binade/backend";
import { loadFloats, loadInts, outputWords } from "../elements.ts";
import type { Memory } from "../memory.ts";

/** IEEE comparisons: −0 = +0; with NaN `ne` is true and all others are false (N3). */
const tests: { readonly [O in CompareOp]: (a: number, b: number) => boolean } = {
  eq: (a, b) => a === b,
  ne: (a, b) => a !== b,
  lt: (a, b) => a < b,
  le: (a, b) => a <= b,
  gt: (a, b) => a > b,
  ge: (a, b) => a >= b,
};

export function compare(
  memory: Memory,
  [y]: readonly View[],
  inputs: readonly View[],
  params: KernelParams["compare"],
): void {
  const load = isFloatDtype(inputs[0]!.dtype) ? loadFloats : loadInts;
  const a = load(memory, inputs[0]!);
  const b = load(memory, inputs[1]!);
  const words = outputWords(memory, y!);
  const test = tests[params.op];
  for (let i = 0; i < words.length; i++) words[i] = test(a[i]!, b[i]!) ? 1 : 0;
}
