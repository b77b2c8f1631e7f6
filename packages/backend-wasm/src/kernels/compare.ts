import { type CompareOp, elementCount } from "@binade/backend";
import type { WasmKernel } from "./machine.ts";

/** Codes in `assembly/compare.ts`. */
const compareCodes: { readonly [O in CompareOp]: number } = { eq: 0, ne: 1, lt: 2, le: 3, gt: 4, ge: 5 };

export const compare: WasmKernel<"compare"> = ({ wasm, memory, operands }, [y], [a, b], { op }) => {
  const count = elementCount(y!.shape);
  wasm.compare(compareCodes[op], memory.addressOfView(y!), count, operands.describe(0, a!), operands.describe(1, b!));
};
