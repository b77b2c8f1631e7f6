import type { KernelParams, View, Window2d } from "@binade/backend";
import type { KernelRunner } from "./kernelRunner.ts";
import { runByWord } from "./words.ts";

/** Parameters of `wgsl/window.wgsl`: a window over an image `[…, h, w]`, at `[…, oh, ow]` places. */
function windowParams(window: Window2d, image: View, places: View): Readonly<Record<string, number>> {
  const [height, width] = image.shape.slice(-2) as [number, number];
  const [outHeight, outWidth] = places.shape.slice(-2) as [number, number];
  return {
    height,
    width,
    out_height: outHeight,
    out_width: outWidth,
    kernel_height: window.kernelSize[0],
    kernel_width: window.kernelSize[1],
    stride_y: window.stride[0],
    stride_x: window.stride[1],
    padding_y: window.padding[0],
    padding_x: window.padding[1],
    dilation_y: window.dilation[0],
    dilation_x: window.dilation[1],
  };
}

export function im2col(
  runner: KernelRunner,
  [y]: readonly View[],
  [x]: readonly View[],
  window: KernelParams["im2col"],
): void {
  const [batch, channels] = x!.shape as [number, number];
  const params = { ...windowParams(window, x!, y!), batch, channels };
  runByWord(runner, y!, { kernel: "im2col", read: { x: x! }, params });
}

export function col2im(
  runner: KernelRunner,
  [y]: readonly View[],
  [x]: readonly View[],
  window: KernelParams["col2im"],
): void {
  runByWord(runner, y!, { kernel: "col2im", read: { x: x! }, params: windowParams(window, y!, x!) });
}

export function pool(
  runner: KernelRunner,
  [y, index]: readonly View[],
  [x]: readonly View[],
  pooling: KernelParams["pool"],
): void {
  const params = windowParams(pooling, x!, y!);
  const options = { countIncludePad: String(pooling.countIncludePad) };
  if (pooling.op === "avg") {
    runByWord(runner, y!, { kernel: "avgPool", options, read: { x: x! }, params });
    return;
  }
  runByWord(runner, index!, { kernel: "maxPoolIndex", options, read: { x: x! }, params });
  const [group, stride] = [y!.shape[2]! * y!.shape[3]!, x!.shape[2]! * x!.shape[3]!];
  runByWord(runner, y!, { kernel: "take", read: { x: x!, index: index! }, params: { group, stride } });
}

export function poolGradient(
  runner: KernelRunner,
  [gx]: readonly View[],
  [g, index]: readonly View[],
  pooling: KernelParams["poolGradient"],
): void {
  if (index !== undefined) runner.checkIndex(index, gx!.shape[2]! * gx!.shape[3]!);
  runByWord(runner, gx!, {
    kernel: "poolGradient",
    options: { op: pooling.op, countIncludePad: String(pooling.countIncludePad) },
    read: { g: g!, ...(index && { index }) },
    params: windowParams(pooling, gx!, g!),
  });
}
