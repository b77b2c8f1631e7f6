import { elementCount } from "@binade/backend";
import { elementRange } from "../threads/ranges.ts";
import type { WasmKernel } from "./machine.ts";

export const copy: WasmKernel<"copy"> = ({ threads, memory, operands }, [y], [x]) => {
  const range = elementRange(elementCount(y!.shape));
  threads.run("copy", range, [memory.addressOfView(y!), operands.describe(0, x!)]);
};
