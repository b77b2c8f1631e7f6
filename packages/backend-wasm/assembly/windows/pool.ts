import { orderOf } from "../extremes";
import {
  height, kernelHeight, kernelWidth, outHeight, outputBytes, outWidth, paddingX, paddingY, planeBytes, strideX, strideY,
  width,
} from "./window";

/** Of planes `begin` … `end`: the first NaN if any, else the first maximum in row-major order with −0 < +0; padding never wins (N3). */
export function maxPool(begin: u32, end: u32, source: usize, result: usize, indices: usize): void {
  let x = source + begin * planeBytes();
  let target = result + begin * outputBytes();
  let index = indices + begin * outputBytes();
  for (let p = begin; p < end; p++, x += planeBytes()) {
    for (let oh = 0; oh < outHeight(); oh++) {
      const top = max(oh * strideY() - paddingY(), 0);
      const bottom = min(oh * strideY() - paddingY() + kernelHeight(), height());
      for (let ow = 0; ow < outWidth(); ow++, target += 4, index += 4) {
        const left = max(ow * strideX() - paddingX(), 0);
        const right = min(ow * strideX() - paddingX() + kernelWidth(), width());
        let best = top * width() + left;
        let bestOrder = orderOf(load<i32>(x + (best << 2)));
        for (let h = top; h < bottom; h++) {
          for (let at = h * width() + left; at < h * width() + right; at++) {
            const order = orderOf(load<i32>(x + (at << 2)));
            if (order > bestOrder) {
              best = at;
              bestOrder = order;
            }
          }
        }
        store<u32>(target, load<u32>(x + (best << 2)));
        store<i32>(index, best);
      }
    }
  }
}

/** Of planes `begin` … `end`: window in row-major order from +0, then ÷ count; padding is counted only if asked (N7). */
export function averagePool(begin: u32, end: u32, source: usize, result: usize, countIncludesPadding: bool): void {
  let x = source + begin * planeBytes();
  let target = result + begin * outputBytes();
  for (let p = begin; p < end; p++, x += planeBytes()) {
    for (let oh = 0; oh < outHeight(); oh++) {
      const top = max(oh * strideY() - paddingY(), 0);
      const bottom = min(oh * strideY() - paddingY() + kernelHeight(), height());
      for (let ow = 0; ow < outWidth(); ow++, target += 4) {
        const left = max(ow * strideX() - paddingX(), 0);
        const right = min(ow * strideX() - paddingX() + kernelWidth(), width());
        let sum: f32 = 0;
        for (let h = top; h < bottom; h++) {
          for (let w = left; w < right; w++) sum += load<f32>(x + ((h * width() + w) << 2));
        }
        store<f32>(target, sum / windowCount(countIncludesPadding, bottom - top, right - left));
      }
    }
  }
}

/** What an average divides by. */
@inline
export function windowCount(countIncludesPadding: bool, rows: i32, columns: i32): f32 {
  return <f32>(countIncludesPadding ? kernelHeight() * kernelWidth() : rows * columns);
}
