import { elementCount } from "@binade/backend";
import { rowRange } from "../threads/ranges.ts";
import type { WasmKernel } from "./machine.ts";
import { withSums } from "./sums.ts";
import { byteStrides, describeWindow } from "./windows.ts";

/** Bytes of six strides. */
const stridesByteLength = 64;

export const col2im: WasmKernel<"col2im"> = (machine, [y], [x], window) => {
  const [batch, channels] = x!.shape as [number, number];
  const { threads, memory } = machine;
  withSums(machine, y!, stridesByteLength, (sums, strides) => {
    describeWindow(machine, y!.shape.slice(2), x!.shape.slice(4), window);
    memory.words.set(byteStrides(x!), strides >>> 2);
    const range = rowRange(batch * channels, elementCount(x!.shape.slice(2)));
    threads.run("col2im", range, [sums, channels, memory.addressOfView(x!), strides]);
  });
};
