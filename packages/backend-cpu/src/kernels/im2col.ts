import type { KernelParams, View } from "@binade/backend";
import { loadWords, outputWords } from "../elements.ts";
import type { Memory } from "../memory.ts";

/** `[n, c, h, w]` → `[c, kh, kw, n, oh, ow]`: each row is what one weight meets, padding is +0 (the word 0). */
export function im2col(
  memory: Memory,
  [y]: readonly View[],
  [x]: readonly View[],
  window: KernelParams["im2col"],
): void {
  const [batch, channels, height, width] = x!.shape as [number, number, number, number];
  const [, kernelHeight, kernelWidth, , outHeight, outWidth] = y!.shape as number[];
  const [strideY, strideX] = window.stride;
  const [dilationY, dilationX] = window.dilation;
  const source = loadWords(memory, x!);
  const target = outputWords(memory, y!);
  let to = 0;
  for (let c = 0; c < channels; c++) {
    for (let kh = 0; kh < kernelHeight!; kh++) {
      for (let kw = 0; kw < kernelWidth!; kw++) {
        const left = kw * dilationX - window.padding[1];
        for (let n = 0; n < batch; n++) {
          const plane = (n * channels + c) * height * width;
          for (let oh = 0; oh < outHeight!; oh++) {
            const h = oh * strideY + kh * dilationY - window.padding[0];
            const inside = h >= 0 && h < height;
            const row = plane + h * width;
            for (let ow = 0, w = left; ow < outWidth!; ow++, w += strideX) {
              target[to++] = inside && w >= 0 && w < width ? source[row + w]! : 0;
            }
          }
        }
      }
    }
  }
}
