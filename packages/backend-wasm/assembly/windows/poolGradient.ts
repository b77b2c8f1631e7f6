import { windowCount } from "./pool";
import {
  height, kernelHeight, kernelWidth, outHeight, outputBytes, outWidth, paddingX, paddingY, planeBytes, strideX, strideY,
  width,
} from "./window";

/** Of planes `begin` … `end`: each term to the place that was the maximum, in f32 from +0, in the order of the outputs (N7). */
export function maxPoolGradient(begin: u32, end: u32, result: usize, upstream: usize, indices: usize): void {
  let target = result + begin * planeBytes();
  let g = upstream + begin * outputBytes();
  let index = indices + begin * outputBytes();
  memory.fill(target, 0, (end - begin) * planeBytes());
  const outputs = outHeight() * outWidth();
  for (let p = begin; p < end; p++, target += planeBytes()) {
    for (let i = 0; i < outputs; i++, g += 4, index += 4) {
      const at = target + (load<i32>(index) << 2);
      store<f32>(at, load<f32>(at) + load<f32>(g));
    }
  }
}

/** Of planes `begin` … `end`: g ÷ count to every place of the window. */
export function averagePoolGradient(begin: u32, end: u32, result: usize, upstream: usize, countIncludesPadding: bool): void {
  let target = result + begin * planeBytes();
  let g = upstream + begin * outputBytes();
  memory.fill(target, 0, (end - begin) * planeBytes());
  for (let p = begin; p < end; p++, target += planeBytes()) {
    for (let oh = 0; oh < outHeight(); oh++) {
      const top = max(oh * strideY() - paddingY(), 0);
      const bottom = min(oh * strideY() - paddingY() + kernelHeight(), height());
      for (let ow = 0; ow < outWidth(); ow++, g += 4) {
        const left = max(ow * strideX() - paddingX(), 0);
        const right = min(ow * strideX() - paddingX() + kernelWidth(), width());
        const term = load<f32>(g) / windowCount(countIncludesPadding, bottom - top, right - left);
        for (let h = top; h < bottom; h++) {
          for (let w = left; w < right; w++) {
            const at = target + ((h * width() + w) << 2);
            store<f32>(at, load<f32>(at) + term);
          }
        }
      }
    }
  }
}
