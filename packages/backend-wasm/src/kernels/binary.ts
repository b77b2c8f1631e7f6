import { type BinaryOp, elementCount } from "@binade/backend";
import { elementRange } from "../threads/ranges.ts";
import type { WasmKernel } from "./machine.ts";

/** Codes in `assembly/binary.ts`. */
const binaryCodes: { readonly [O in BinaryOp]: number } = {
  add: 0,
  sub: 1,
  mul: 2,
  div: 3,
  pow: 4,
  maximum: 5,
  minimum: 6,
};

export const binary: WasmKernel<"binary"> = ({ threads, memory, operands }, [y], [a, b], { op }) => {
  const range = elementRange(elementCount(y!.shape), op === "pow" ? "heavy" : "light");
  const [left, right] = [operands.describe(0, a!), operands.describe(1, b!)];
  threads.run("binary", range, [binaryCodes[op], memory.addressOfView(y!), left, right]);
};
