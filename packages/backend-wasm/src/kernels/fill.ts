import { elementCount } from "@binade/backend";
import { dtypeCodes } from "../module/operandTable.ts";
import type { WasmKernel } from "./machine.ts";

export const fill: WasmKernel<"fill"> = ({ wasm, memory }, [y], _, { value }) => {
  wasm.fill(memory.addressOfView(y!), dtypeCodes[y!.dtype], elementCount(y!.shape), value);
};
