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
  // The table is read once: the engine would read it again after every store.
  const h = height(), oh = outHeight(), ow = outWidth(), kh = kernelHeight(), kw = kernelWidth();
  const sy = strideY(), sx = strideX(), py = paddingY(), px = paddingX(), dy = dilationY(), dx = dilationX();
  const rowBytes = <usize>ow * sizeof<T>();
  let to = target + begin * batch * oh * rowBytes;
  for (let row = <i32>begin; row < <i32>end; row++) {
    const c = row / (kh * kw);
    const top = row / kw % kh * dy - py;
    const left = row % kw * dx - px;
    const first = firstInside(left);
    const count = endInside(left, first) - first;
    const from = x + c * strideC + (left + first * sx) * strideW;
    const before = <usize>first * sizeof<T>();
    const behind = before + <usize>count * sizeof<T>();
    for (let n = 0; n < batch; n++) {
      let y = top;
      for (let i = 0; i < oh; i++, y += sy, to += rowBytes) {
        if (y < 0 || y >= h) {
          zero<T>(to, to + rowBytes);
          continue;
        }
        zero<T>(to, to + before);
        copyRun<T>(from + n * strideN + y * strideH, sx * strideW, count, to + before);
        zero<T>(to + behind, to + rowBytes);
      }
    }
  }
}

@inline
function zero<T>(start: usize, end: usize): void {
  for (let at = start; at < end; at += sizeof<T>()) store<T>(at, 0);
}
