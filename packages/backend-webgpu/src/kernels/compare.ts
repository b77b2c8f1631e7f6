import { type CompareOp, isFloatDtype, type KernelParams, type View } from "@binade/backend";
import type { KernelRunner } from "./kernelRunner.ts";
import { runByWord } from "./words.ts";

const operators: { readonly [O in CompareOp]: string } = { eq: "==", ne: "!=", lt: "<", le: "<=", gt: ">", ge: ">=" };

export function compare(
  runner: KernelRunner,
  [y]: readonly View[],
  [a, b]: readonly View[],
  { op }: KernelParams["compare"],
): void {
  const kind = isFloatDtype(a!.dtype) ? "float" : "integer";
  const options = { kind, operator: operators[op], withNaN: String(op === "ne") };
  runByWord(runner, y!, { kernel: "compare", options, read: { a: a!, b: b! } });
}
