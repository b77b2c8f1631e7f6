import type { KernelParams, View, Window2d } from "@binade/backend";
import type { Launcher } from "../launch/launcher.ts";

/** The words of `native/kernels/include/window.cuh`: a window over an image `[…, h, w]`, at `[…, oh, ow]` places. */
function windowWords(window: Window2d, image: View, places: View, countsPadding = false): number[] {
  const [batch, channels] = image.shape as [number, number];
  return [
    batch,
    channels,
    ...image.shape.slice(-2),
    ...window.kernelSize,
    ...places.shape.slice(-2),
    ...window.stride,
    ...window.padding,
    ...window.dilation,
    countsPadding ? 1 : 0,
  ];
}

export function im2col(
  launcher: Launcher,
  [y]: readonly View[],
  [x]: readonly View[],
  window: KernelParams["im2col"],
): void {
  launcher.run({ kernel: "im2col", views: [y!, x!], words: windowWords(window, x!, y!) });
}

export function col2im(
  launcher: Launcher,
  [y]: readonly View[],
  [x]: readonly View[],
  window: KernelParams["col2im"],
): void {
  launcher.run({ kernel: "col2im", views: [y!, x!], words: windowWords(window, y!, x!) });
}

export function pool(
  launcher: Launcher,
  [y, index]: readonly View[],
  [x]: readonly View[],
  pooling: KernelParams["pool"],
): void {
  const words = windowWords(pooling, x!, y!, pooling.countIncludePad);
  if (index === undefined) {
    launcher.run({ kernel: "avgPool", views: [y!, x!], words });
    return;
  }
  // a thread a window: it writes to both
  const threads = y!.shape.reduce((count, size) => count * size, 1);
  launcher.run({ kernel: "maxPool", views: [y!, index, x!], words, threads });
}

export function poolGradient(
  launcher: Launcher,
  [gx]: readonly View[],
  [g, index]: readonly View[],
  pooling: KernelParams["poolGradient"],
): void {
  const words = windowWords(pooling, gx!, g!, pooling.countIncludePad);
  if (index === undefined) {
    launcher.run({ kernel: "avgPoolGradient", views: [gx!, g!], words });
    return;
  }
  launcher.checkIndex(index, gx!.shape[2]! * gx!.shape[3]!);
  launcher.run({ kernel: "maxPoolGradient", views: [gx!, g!, index], words });
}
