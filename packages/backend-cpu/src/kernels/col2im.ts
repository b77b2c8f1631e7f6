import type { KernelParams, View } from "@binade/backend";
import { floatTarget, loadFloats, storeFloats } from "../elements.ts";
import type { Memory } from "../memory.ts";

/** `[n, c, kh, kw, oh, ow]` → `[n, c, h, w]`: adds in f32 from +0 in source order, rounds once (N7). */
export function col2im(
  memory: Memory,
  [y]: readonly View[],
  [x]: readonly View[],
  window: KernelParams["col2im"],
): void {
  const [batch, channels, kernelHeight, kernelWidth, outHeight, outWidth] = x!.shape as number[];
  const height = y!.shape[2]!;
  const width = y!.shape[3]!;
  const [strideY, strideX] = window.stride;
  const [dilationY, dilationX] = window.dilation;
  const source = loadFloats(memory, x!);
  const target = floatTarget(memory, y!).fill(0);
  let from = 0;
  for (let plane = 0; plane < batch! * channels!; plane++) {
    for (let kh = 0; kh < kernelHeight!; kh++) {
      for (let kw = 0; kw < kernelWidth!; kw++) {
        const left = kw * dilationX - window.padding[1];
        for (let oh = 0; oh < outHeight!; oh++) {
          const h = oh * strideY + kh * dilationY - window.padding[0];
          const inside = h >= 0 && h < height;
          const row = plane * height * width + h * width;
          for (let ow = 0, w = left; ow < outWidth!; ow++, w += strideX, from++) {
            if (inside && w >= 0 && w < width) target[row + w]! += source[from]!;
          }
        }
      }
    }
  }
  storeFloats(memory, y!, target);
}
