import { type BinaryOp, elementCount } from "@binade/backend";
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

export const binary: WasmKernel<"binary"> = ({ wasm, memory, operands }, [y], [a, b], { op }) => {
  const count = elementCount(y!.shape);
  wasm.binary(binaryCodes[op], memory.addressOfView(y!), count, operands.describe(0, a!), operands.describe(1, b!));
};
