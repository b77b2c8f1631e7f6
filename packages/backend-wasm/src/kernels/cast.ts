import { elementCount } from "@binade/backend";
import { dtypeCodes } from "../module/operandTable.ts";
import { elementRange } from "../threads/ranges.ts";
import type { WasmKernel } from "./machine.ts";

export const cast: WasmKernel<"cast"> = ({ threads, memory, operands }, [y], [x], { saturate = false }) => {
  const [target, operand] = [memory.addressOfView(y!), operands.describe(0, x!)];
  const range = elementRange(elementCount(y!.shape));
  threads.run("cast", range, [target, dtypeCodes[y!.dtype], operand, saturate ? 1 : 0]);
};
