import { elementCount } from "@binade/backend";
import { elementRange } from "../threads/ranges.ts";
import type { WasmKernel } from "./machine.ts";

export const select: WasmKernel<"select"> = ({ threads, memory, operands }, [y], inputs) => {
  const [condition, a, b] = inputs.map((view, slot) => operands.describe(slot, view)) as [number, number, number];
  threads.run("select", elementRange(elementCount(y!.shape)), [memory.addressOfView(y!), condition, a, b]);
};
