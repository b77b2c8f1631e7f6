import { type CompareOp, isFloatDtype, type KernelParams, type View } from "@binade/backend";
import type { KernelRunner } from "./kernelRunner.ts";
import { runByWord } from "./words.ts";

const [less, equal, greater, unordered] = [1, 2, 4, 8] as const;

/** Relations that make each comparison true; with a NaN only `ne` is (N3). */
const accepted: { readonly [O in CompareOp]: number } = {
  eq: equal,
  ne: less | greater | unordered,
  lt: less,
  le: less | equal,
  gt: greater,
  ge: greater | equal,
};

export function compare(
  runner: KernelRunner,
  [y]: readonly View[],
  [a, b]: readonly View[],
  { op }: KernelParams["compare"],
): void {
  const kind = isFloatDtype(a!.dtype) ? "float" : "integer";
  runByWord(runner, y!, {
    kernel: "compare",
    options: { kind },
    read: { a: a!, b: b! },
    params: { accepted: accepted[op] },
  });
}
