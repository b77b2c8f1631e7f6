/** Sums in the order of N6: blocks of 4096, in a block 64 lanes from +0, then a tree over the lanes. */
import { lanesRoom } from "./workspace";

export const BLOCK: u32 = 4096;
export const LANES: u32 = 64;

/** Sum of at most 4096 numbers that lie one after the other. */
export function sumBlock(source: usize, count: u32): f32 {
  const whole = count & ~(LANES - 1);
  const lanes = lanesRoom();
  addRows(source, whole, lanes);
  addRows(source + 128, whole, lanes + 128);
  addRest(source + (whole << 2), count - whole, lanes);
  return tree(lanes);
}

/** Half of the lanes, over all whole rows of 64. */
@inline
function addRows(source: usize, whole: u32, to: usize): void {
  let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
  const end = source + (whole << 2);
  for (let row = source; row < end; row += 256) {
    s0 = f32x4.add(s0, v128.load(row));
    s1 = f32x4.add(s1, v128.load(row, 16));
    s2 = f32x4.add(s2, v128.load(row, 32));
    s3 = f32x4.add(s3, v128.load(row, 48));
    s4 = f32x4.add(s4, v128.load(row, 64));
    s5 = f32x4.add(s5, v128.load(row, 80));
    s6 = f32x4.add(s6, v128.load(row, 96));
    s7 = f32x4.add(s7, v128.load(row, 112));
  }
  v128.store(to, s0);
  v128.store(to, s1, 16);
  v128.store(to, s2, 32);
  v128.store(to, s3, 48);
  v128.store(to, s4, 64);
  v128.store(to, s5, 80);
  v128.store(to, s6, 96);
  v128.store(to, s7, 112);
}

/** Fewer than 64 numbers, each to its lane. */
@inline
function addRest(source: usize, count: u32, lanes: usize): void {
  const vectors = (count & ~3) << 2;
  for (let i: usize = 0; i < vectors; i += 16)
    v128.store(lanes + i, f32x4.add(v128.load(lanes + i), v128.load(source + i)));
  for (let i: usize = vectors; i < count << 2; i += 4) store<f32>(lanes + i, load<f32>(lanes + i) + load<f32>(source + i));
}

/** (j, j + 32), (j, j + 16) … (j, j + 1). */
@inline
function tree(lanes: usize): f32 {
  for (let width: usize = 128; width >= 16; width >>= 1) {
    for (let j: usize = 0; j < width; j += 16)
      v128.store(lanes + j, f32x4.add(v128.load(lanes + j), v128.load(lanes + j + width)));
  }
  return load<f32>(lanes) + load<f32>(lanes, 8) + (load<f32>(lanes, 4) + load<f32>(lanes, 12));
}
