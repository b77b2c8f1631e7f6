import { elementCount } from "@binade/backend";
import type { WasmKernel } from "./machine.ts";

export const select: WasmKernel<"select"> = ({ wasm, memory, operands }, [y], inputs) => {
  const [condition, a, b] = inputs.map((view, slot) => operands.describe(slot, view)) as [number, number, number];
  wasm.select(memory.addressOfView(y!), elementCount(y!.shape), condition, a, b);
};
