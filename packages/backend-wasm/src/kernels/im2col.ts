import { rowRange } from "../threads/ranges.ts";
import type { WasmKernel } from "./machine.ts";
import { byteStrides, describeWindow, widthShift } from "./windows.ts";

export const im2col: WasmKernel<"im2col"> = (machine, [y], [x], window) => {
  const [batch, channels, height, width] = x!.shape as [number, number, number, number];
  const { threads, memory } = machine;
  describeWindow(machine, [height, width], y!.shape.slice(4), window);
  const shift = widthShift(x!);
  const [n, c, h, w] = byteStrides(x!) as [number, number, number, number];
  const [outHeight, outWidth] = y!.shape.slice(4) as [number, number];
  const [kernelHeight, kernelWidth] = window.kernelSize;
  const range = rowRange(channels * kernelHeight * kernelWidth, batch * outHeight * outWidth);
  const [target, source] = [memory.addressOfView(y!), memory.addressOfView(x!)];
  threads.run("im2col", range, [target, shift, batch, source, n, c, h, w]);
};
