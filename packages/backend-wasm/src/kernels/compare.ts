import { type CompareOp, elementCount } from "@binade/backend";
import { elementRange } from "../threads/ranges.ts";
import type { WasmKernel } from "./machine.ts";

/** Codes in `assembly/compare.ts`. */
const compareCodes: { readonly [O in CompareOp]: number } = { eq: 0, ne: 1, lt: 2, le: 3, gt: 4, ge: 5 };

export const compare: WasmKernel<"compare"> = ({ threads, memory, operands }, [y], [a, b], { op }) => {
  const [left, right] = [operands.describe(0, a!), operands.describe(1, b!)];
  const range = elementRange(elementCount(y!.shape));
  threads.run("compare", range, [compareCodes[op], memory.addressOfView(y!), left, right]);
};
