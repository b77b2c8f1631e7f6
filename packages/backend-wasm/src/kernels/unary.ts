import { elementCount, type UnaryOp } from "@binade/backend";
import { elementRange } from "../threads/ranges.ts";
import type { WasmKernel } from "./machine.ts";

/** Codes in `assembly/unary.ts`. */
const unaryCodes: { readonly [O in UnaryOp]: number } = {
  neg: 0,
  abs: 1,
  sqrt: 2,
  rsqrt: 3,
  exp: 4,
  expm1: 5,
  log: 6,
  log1p: 7,
  sin: 8,
  cos: 9,
  tanh: 10,
  sigmoid: 11,
  erf: 12,
  relu: 13,
  silu: 14,
  gelu: 15,
  geluTanh: 16,
};

/** Those of one or two instructions. */
const lightOps: readonly UnaryOp[] = ["neg", "abs", "sqrt", "relu"];

export const unary: WasmKernel<"unary"> = ({ threads, memory, operands }, [y], [x], { op }) => {
  const range = elementRange(elementCount(y!.shape), lightOps.includes(op) ? "light" : "heavy");
  threads.run("unary", range, [unaryCodes[op], memory.addressOfView(y!), operands.describe(0, x!)]);
};
