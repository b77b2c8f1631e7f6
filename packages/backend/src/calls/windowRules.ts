import type { PoolParams, Window2d } from "../kernels.ts";
import { type Call, fail } from "./requirements.ts";

/** Windows along each axis of an image `[h, w]`. */
export function windowedSize(call: Call, image: readonly number[], window: Window2d): [number, number] {
  for (const [name, least] of [
    ["kernelSize", 1],
    ["stride", 1],
    ["dilation", 1],
    ["padding", 0],
  ] as const) {
    const pair = window[name];
    if (pair.length === 2 && pair.every((size) => Number.isInteger(size) && size >= least)) continue;
    fail("ERR_SHAPE", call, name, `two integers of at least ${least}`, `[${pair}]`);
  }
  const count = (axis: 0 | 1): number => {
    const extent = window.dilation[axis] * (window.kernelSize[axis] - 1) + 1;
    return Math.floor(((image[axis] as number) + 2 * window.padding[axis] - extent) / window.stride[axis]) + 1;
  };
  const size: [number, number] = [count(0), count(1)];
  if (size[0] < 1 || size[1] < 1)
    fail("ERR_SHAPE", call, "the window", `one that fits into [${image}]`, `[${window.kernelSize}]`);
  return size;
}

/** A pooling window has no dilation and meets the image everywhere: its padding is at most half of it. */
export function requirePoolWindow(call: Call, { kernelSize, padding, dilation }: PoolParams): void {
  if (dilation[0] !== 1 || dilation[1] !== 1)
    fail("ERR_SHAPE", call, "the dilation of a pooling", "[1, 1]", `[${dilation}]`);
  if (padding[0] * 2 <= kernelSize[0] && padding[1] * 2 <= kernelSize[1]) return;
  fail("ERR_SHAPE", call, "the padding", `at most half of the kernel [${kernelSize}]`, `[${padding}]`);
}
