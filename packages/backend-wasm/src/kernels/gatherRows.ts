import type { View } from "@binade/backend";
import type { WasmKernel } from "./machine.ts";
import { rowIndices } from "./rowIndices.ts";
import { roomFor } from "./sums.ts";
import { byteStrides, widthShift } from "./windows.ts";

export const gatherRows: WasmKernel<"gatherRows"> = (machine, [y], inputs) => {
  const [x, index] = inputs as [View, View];
  const { wasm, memory } = machine;
  const byteLength = roomFor(index, "i32");
  memory.withScratch(byteLength, (room) => {
    const rows = rowIndices(machine, index, x.shape[0]!, { isInPlace: byteLength === 0, room });
    const [strideRow, strideColumn] = byteStrides(x) as [number, number];
    const [count, width] = y!.shape as [number, number];
    const shift = widthShift(x);
    const [target, source] = [memory.addressOfView(y!), memory.addressOfView(x)];
    wasm.gatherRows(target, shift, count, width, source, strideRow, strideColumn, rows);
  });
};
