import { orderOf, orders } from "../extremes";
import {
  height, kernelHeight, kernelWidth, outHeight, outputBytes, outWidth, paddingX, paddingY, planeBytes, strideX, strideY,
  width,
} from "./window";

/** Of planes `begin` … `end`: the first NaN if any, else the first maximum in row-major order with −0 < +0; padding never wins (N3). */
export function maxPool(begin: u32, end: u32, source: usize, result: usize, indices: usize): void {
  // The table is read once: the engine would read it again after every store.
  const h = height(), w = width(), oh = outHeight(), ow = outWidth(), kh = kernelHeight(), kw = kernelWidth();
  const sy = strideY(), sx = strideX(), py = paddingY(), px = paddingX(), bytes = planeBytes();
  const inPairs = kh == 2 && kw == 2 && sx == 2 && px == 0 && py == 0;
  let x = source + begin * bytes;
  let target = result + begin * outputBytes();
  let index = indices + begin * outputBytes();
  for (let p = begin; p < end; p++, x += bytes) {
    for (let i = 0; i < oh; i++) {
      const top = max(i * sy - py, 0);
      const bottom = min(i * sy - py + kh, h);
      let j = 0;
      if (inPairs) {
        for (; j + 4 <= ow; j += 4, target += 16, index += 16) fourOfPairs(x, top * w + 2 * j, w, target, index);
      }
      for (; j < ow; j++, target += 4, index += 4) {
        const left = max(j * sx - px, 0);
        const right = min(j * sx - px + kw, w);
        let best = top * w + left;
        let bestOrder = orderOf(load<i32>(x + (best << 2)));
        for (let row = top; row < bottom; row++) {
          for (let at = row * w + left, last = row * w + right; at < last; at++) {
            const order = orderOf(load<i32>(x + (at << 2)));
            const isMore = order > bestOrder; // no branch, it would be guessed wrong every other time
            best = select<i32>(at, best, isMore);
            bestOrder = select<i32>(order, bestOrder, isMore);
          }
        }
        store<u32>(target, load<u32>(x + (best << 2)));
        store<i32>(index, best);
      }
    }
  }
}

/** Four neighbouring windows of two by two, the first of which begins at element `at`. */
@inline
function fourOfPairs(x: usize, at: i32, w: i32, target: usize, index: usize): void {
  const upper = x + (at << 2), lower = upper + (w << 2);
  const u0 = v128.load(upper), u1 = v128.load(upper, 16), l0 = v128.load(lower), l1 = v128.load(lower, 16);
  const even = i32x4.add(i32x4.splat(at), i32x4(0, 2, 4, 6));
  const odd = i32x4.add(even, i32x4.splat(1));

  let best = v128.shuffle<i32>(u0, u1, 0, 2, 4, 6);
  let place = even;
  let bestOrder = orders(best);
  for (let k = 0; k < 3; k++) {
    const value = k == 0 ? v128.shuffle<i32>(u0, u1, 1, 3, 5, 7)
      : k == 1 ? v128.shuffle<i32>(l0, l1, 0, 2, 4, 6)
      : v128.shuffle<i32>(l0, l1, 1, 3, 5, 7);
    const order = orders(value);
    const isMore = i32x4.gt_s(order, bestOrder);
    const where = k == 0 ? odd : i32x4.add(k == 1 ? even : odd, i32x4.splat(w));
    best = v128.bitselect(value, best, isMore);
    place = v128.bitselect(where, place, isMore);
    bestOrder = v128.bitselect(order, bestOrder, isMore);
  }
  v128.store(target, best);
  v128.store(index, place);
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
