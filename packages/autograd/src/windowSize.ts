import type { Window2d } from "@binade/backend";

/** Positions of a window along one axis (0: height, 1: width) of `size` elements. */
export function outputSize(size: number, window: Window2d, axis: 0 | 1): number {
  const extent = window.dilation[axis] * (window.kernelSize[axis] - 1) + 1;
  return Math.floor((size + 2 * window.padding[axis] - extent) / window.stride[axis]) + 1;
}
