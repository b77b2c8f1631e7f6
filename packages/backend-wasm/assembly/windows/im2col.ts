import { copyRun } from "../operand";
import {
  dilationX, dilationY, endInside, firstInside, height, kernelHeight, kernelWidth, outHeight, outWidth, paddingX,
  paddingY, strideX, strideY,
} from "./window";

/**
 * Rows `begin` … `end` of `[n, c, h, w]` → `[c, kh, kw, n, oh, ow]`: each row is what one weight meets, padding is the
 * word 0. `x` is the address of the first element, the strides are bytes.
 */
export function im2col(
  begin: u32,
  end: u32,
  target: usize,
  shift: i32,
  batch: i32,
  x: usize,
  strideN: i32,
  strideC: i32,
  strideH: i32,
  strideW: i32,
): void {
  if (shift == 2) planes<u32>(begin, end, target, batch, x, strideN, strideC, strideH, strideW);
  else if (shift == 1) planes<u16>(begin, end, target, batch, x, strideN, strideC, strideH, strideW);
  else planes<u8>(begin, end, target, batch, x, strideN, strideC, strideH, strideW);
}

function planes<T>(
  begin: u32,
  end: u32,
  target: usize,
  batch: i32,
  x: usize,
  strideN: i32,
  strideC: i32,
  strideH: i32,
  strideW: i32,
): void {
  let to = target + begin * batch * outHeight() * outWidth() * sizeof<T>();
  for (let row = <i32>begin; row < <i32>end; row++) {
    const c = row / (kernelHeight() * kernelWidth());
    const kh = row / kernelWidth() % kernelHeight();
    const top = kh * dilationY() - paddingY();
    const left = row % kernelWidth() * dilationX() - paddingX();
    for (let n = 0; n < batch; n++) to = plane<T>(to, x + n * strideN + c * strideC, top, left, strideH, strideW);
  }
}

/** All outputs of one plane for one weight; returns where the next begin. */
@inline
function plane<T>(target: usize, x: usize, top: i32, left: i32, strideH: i32, strideW: i32): usize {
  const rowBytes = <usize>outWidth() * sizeof<T>();
  const first = firstInside(left);
  const end = endInside(left, first);
  const step = strideX() * strideW;
  let to = target;
  for (let oh = 0, h = top; oh < outHeight(); oh++, h += strideY(), to += rowBytes) {
    if (h < 0 || h >= height()) {
      zero<T>(to, to + rowBytes);
      continue;
    }
    zero<T>(to, to + first * sizeof<T>());
    copyRun<T>(x + h * strideH + (left + first * strideX()) * strideW, step, end - first, to + first * sizeof<T>());
    zero<T>(to + end * sizeof<T>(), to + rowBytes);
  }
  return to;
}

@inline
function zero<T>(start: usize, end: usize): void {
  for (let at = start; at < end; at += sizeof<T>()) store<T>(at, 0);
}
