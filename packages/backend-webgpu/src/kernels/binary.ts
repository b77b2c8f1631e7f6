import { type BinaryOp, isFloatDtype, type KernelParams, type View } from "@binade/backend";
import type { KernelRunner } from "./kernelRunner.ts";
import { runByWord } from "./words.ts";

type Options = Readonly<Record<string, string>>;

/** Files of `wgsl/binary` and what they are filled with. */
const floatOps: { readonly [O in BinaryOp]: Options } = {
  add: { op: "arithmetic", formula: "x + y" },
  sub: { op: "arithmetic", formula: "x - y" },
  mul: { op: "arithmetic", formula: "x * y" },
  div: { op: "arithmetic", formula: "x / y" },
  pow: { op: "pow" },
  maximum: { op: "extreme", operator: ">" },
  minimum: { op: "extreme", operator: "<" },
};

/** i32 wraps (N8); there is no integer division and no integer power. */
const integerOps: { readonly [O in Exclude<BinaryOp, "div" | "pow">]: Options } = {
  add: { op: "integer", formula: "x + y" },
  sub: { op: "integer", formula: "x - y" },
  mul: { op: "integer", formula: "x * y" },
  maximum: { op: "integer", formula: "max(x, y)" },
  minimum: { op: "integer", formula: "min(x, y)" },
};

export function binary(
  runner: KernelRunner,
  [y]: readonly View[],
  [a, b]: readonly View[],
  { op }: KernelParams["binary"],
): void {
  const options = isFloatDtype(y!.dtype) ? floatOps[op] : integerOps[op as keyof typeof integerOps];
  runByWord(runner, y!, { kernel: "binary", options, read: { a: a!, b: b! } });
}
