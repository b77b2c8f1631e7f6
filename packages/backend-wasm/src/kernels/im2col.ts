import type { WasmKernel } from "./machine.ts";
import { byteStrides, describeWindow, widthShift } from "./windows.ts";

export const im2col: WasmKernel<"im2col"> = (machine, [y], [x], window) => {
  const [batch, channels, height, width] = x!.shape as [number, number, number, number];
  const { wasm, memory } = machine;
  describeWindow(machine, [height, width], y!.shape.slice(4), window);
  const shift = widthShift(x!);
  const [n, c, h, w] = byteStrides(x!) as [number, number, number, number];
  wasm.im2col(memory.addressOfView(y!), shift, batch, channels, memory.addressOfView(x!), n, c, h, w);
};
