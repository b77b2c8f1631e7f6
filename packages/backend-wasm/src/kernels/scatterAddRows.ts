import type { View } from "@binade/backend";
import type { WasmKernel } from "./machine.ts";
import { rowIndices } from "./rowIndices.ts";
import { roomFor, withSums } from "./sums.ts";

export const scatterAddRows: WasmKernel<"scatterAddRows"> = (machine, [y], inputs) => {
  const [g, index] = inputs as [View, View];
  const [rowCount, width] = y!.shape as [number, number];
  const byteLength = roomFor(index, "i32");
  withSums(machine, y!, byteLength, (sums, room) => {
    const rows = rowIndices(machine, index, rowCount, { isInPlace: byteLength === 0, room });
    machine.wasm.scatterAddRows(sums, rowCount, width, index.shape[0]!, machine.operands.describe(0, g), rows);
  });
};
