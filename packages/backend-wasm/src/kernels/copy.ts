import { elementCount } from "@binade/backend";
import type { WasmKernel } from "./machine.ts";

export const copy: WasmKernel<"copy"> = ({ wasm, memory, operands }, [y], [x]) => {
  wasm.copy(memory.addressOfView(y!), elementCount(y!.shape), operands.describe(0, x!));
};
