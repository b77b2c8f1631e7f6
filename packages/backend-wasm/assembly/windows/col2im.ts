import {
  dilationX, dilationY, endInside, firstInside, height, kernelHeight, kernelWidth, outHeight, paddingX, paddingY,
  planeBytes, strideX, strideY, width,
} from "./window";

/**
 * Planes `begin` … `end` of `[n, c, kh, kw, oh, ow]` → `[n, c, h, w]` in f32: added from +0 in the source's order (N7). `strides` are the six strides
 * of the source in bytes; the target is dense and zeroed here.
 */
export function col2im(begin: u32, end: u32, target: usize, channels: u32, x: usize, strides: usize): void {
  let plane = target + begin * planeBytes();
  memory.fill(plane, 0, (end - begin) * planeBytes());
  for (let i = begin; i < end; i++, plane += planeBytes()) {
    const source = x + (i / channels) * load<i32>(strides) + (i % channels) * load<i32>(strides, 4);
    addPlane(plane, source, strides);
  }
}

function addPlane(target: usize, x: usize, strides: usize): void {
  for (let kh = 0; kh < kernelHeight(); kh++) {
    for (let kw = 0; kw < kernelWidth(); kw++) {
      const left = kw * dilationX() - paddingX();
      const first = firstInside(left);
      const count = endInside(left, first) - first;
      let source = x + kh * load<i32>(strides, 8) + kw * load<i32>(strides, 12) + first * load<i32>(strides, 20);
      let h = kh * dilationY() - paddingY();
      for (let oh = 0; oh < outHeight(); oh++, h += strideY(), source += load<i32>(strides, 16)) {
        if (h < 0 || h >= height()) continue;
        const to = target + ((h * width() + left + first * strideX()) << 2);
        addRun(to, strideX() << 2, source, load<i32>(strides, 20), count);
      }
    }
  }
}

/** Each of `count` numbers to a number of its own. */
@inline
function addRun(to: usize, toStep: i32, from: usize, fromStep: i32, count: i32): void {
  let left = count;
  if (toStep == 4 && fromStep == 4) {
    for (; left >= 4; left -= 4, to += 16, from += 16) v128.store(to, f32x4.add(v128.load(to), v128.load(from)));
  }
  for (; left > 0; left--, to += toStep, from += fromStep) store<f32>(to, load<f32>(to) + load<f32>(from));
}
