import { copyRun, stageFloats } from "./operand";
import { CHUNK } from "./workspace";

/** Position of the first of `count` indices that is not 0 … limit − 1, or −1. */
export function firstWrongIndex(index: usize, count: u32, limit: u32): i32 {
  for (let i: u32 = 0; i < count; i++) {
    if (load<u32>(index + (i << 2)) >= limit) return i;
  }
  return -1;
}

/** Rows of `width` words of x by number. Strides are bytes. */
export function gatherRows(
  target: usize,
  shift: i32,
  count: u32,
  width: u32,
  x: usize,
  strideRow: i32,
  strideColumn: i32,
  index: usize,
): void {
  for (let i: u32 = 0; i < count; i++, target += width << shift) {
    const from = x + load<i32>(index + (i << 2)) * strideRow;
    if (shift == 2) copyRun<u32>(from, strideColumn, width, target);
    else if (shift == 1) copyRun<u16>(from, strideColumn, width, target);
    else copyRun<u8>(from, strideColumn, width, target);
  }
}

/** Row i of g is added to the row of the target that index i names, in f32 from +0, ascending (N7). */
export function scatterAddRows(target: usize, rows: u32, width: u32, count: u32, g: usize, index: usize): void {
  memory.fill(target, 0, (rows * width) << 2);
  for (let i: u32 = 0; i < count; i++) {
    const row = target + ((load<u32>(index + (i << 2)) * width) << 2);
    for (let column: u32 = 0; column < width; column += CHUNK) {
      const length = min(CHUNK, width - column);
      add(row + (column << 2), stageFloats(g, i * width + column, length, 0), length);
    }
  }
}

@inline
function add(to: usize, from: usize, count: u32): void {
  let left = count;
  for (; left >= 4; left -= 4, to += 16, from += 16) v128.store(to, f32x4.add(v128.load(to), v128.load(from)));
  for (; left > 0; left--, to += 4, from += 4) store<f32>(to, load<f32>(to) + load<f32>(from));
}
