import { elementCount } from "@binade/backend";
import { dtypeCodes } from "../module/operandTable.ts";
import type { WasmKernel } from "./machine.ts";

export const cast: WasmKernel<"cast"> = ({ wasm, memory, operands }, [y], [x], { saturate = false }) => {
  const count = elementCount(y!.shape);
  wasm.cast(memory.addressOfView(y!), dtypeCodes[y!.dtype], count, operands.describe(0, x!), saturate ? 1 : 0);
};
