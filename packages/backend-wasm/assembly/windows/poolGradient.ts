import { windowCount } from "./pool";
import { height, kernelHeight, kernelWidth, outHeight, outWidth, paddingX, paddingY, strideX, strideY, width } from "./window";

/** Each term to the place that was the maximum, in f32 from +0, in the order of the outputs (N7). */
export function maxPoolGradient(target: usize, g: usize, index: usize, planes: i32): void {
  memory.fill(target, 0, planes * height() * width() * 4);
  const outputs = outHeight() * outWidth();
  for (let p = 0; p < planes; p++, target += height() * width() * 4) {
    for (let i = 0; i < outputs; i++, g += 4, index += 4) {
      const at = target + (load<i32>(index) << 2);
      store<f32>(at, load<f32>(at) + load<f32>(g));
    }
  }
}

/** g ÷ count to every place of the window. */
export function averagePoolGradient(target: usize, g: usize, planes: i32, countIncludesPadding: bool): void {
  memory.fill(target, 0, planes * height() * width() * 4);
  for (let p = 0; p < planes; p++, target += height() * width() * 4) {
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
