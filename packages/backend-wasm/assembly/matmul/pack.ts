/**
 * Panels for the register tile: `width`, 4 or 8, rows (or columns) of a matrix side by side, `width` values for each k, widened to
 * f32 and rounded to tf32 where that is asked for. What lies beyond the last row is +0.
 */
import { F32 } from "../dtype";
import { DTYPE, stageFloats } from "../operand";
import { CHUNK, stageOf } from "../workspace";
import { roundToTf32 } from "./tf32";

/** A run of `count` values from `start` on, ready to multiply. */
@inline
function values(x: usize, start: u32, count: u32, slot: i32, tf32: i32): usize {
  const source = stageFloats(x, start, count, slot);
  if (tf32 == 0 || load<i32>(x, DTYPE) != F32) return source;
  roundToTf32(tf32, source, count, stageOf(slot));
  return stageOf(slot);
}

/**
 * Pack lines `line` … `line + lines` of x as `[lines in all, k]`, from `k0` on: rows that lie along k. Four at a time are
 * transposed.
 */
export function packAlong(width: u32, x: usize, k: u32, line: u32, lines: u32, k0: u32, count: u32, target: usize, tf32: i32): void {
  const zeros = stageOf(5);
  memory.fill(zeros, 0, count << 2);
  for (let first: u32 = 0; first < lines; first += width, target += count * width * 4) {
    for (let row: u32 = 0; row < width; row += 4) {
      const at = (line + first + row) * k + k0;
      const left = lines - min(first + row, lines);
      const p0 = left > 0 ? values(x, at, count, 0, tf32) : zeros;
      const p1 = left > 1 ? values(x, at + k, count, 1, tf32) : zeros;
      const p2 = left > 2 ? values(x, at + 2 * k, count, 2, tf32) : zeros;
      const p3 = left > 3 ? values(x, at + 3 * k, count, 3, tf32) : zeros;
      interleave(p0, p1, p2, p3, count, target + row * 4, width * 4);
    }
  }
}

/** The first of each, then the second of each …, `pitch` bytes apart. */
@inline
function interleave(p0: usize, p1: usize, p2: usize, p3: usize, count: u32, target: usize, pitch: usize): void {
  let i: usize = 0;
  for (const end = <usize>(count & ~3) << 2; i < end; i += 16, target += 4 * pitch) {
    const a = v128.load(p0 + i), b = v128.load(p1 + i), c = v128.load(p2 + i), d = v128.load(p3 + i);
    const abLow = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
    const abHigh = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
    const cdLow = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
    const cdHigh = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
    v128.store(target, v128.shuffle<u64>(abLow, cdLow, 0, 2));
    v128.store(target + pitch, v128.shuffle<u64>(abLow, cdLow, 1, 3));
    v128.store(target + 2 * pitch, v128.shuffle<u64>(abHigh, cdHigh, 0, 2));
    v128.store(target + 3 * pitch, v128.shuffle<u64>(abHigh, cdHigh, 1, 3));
  }
  for (const end = <usize>count << 2; i < end; i += 4, target += pitch) {
    store<u32>(target, load<u32>(p0 + i));
    store<u32>(target, load<u32>(p1 + i), 4);
    store<u32>(target, load<u32>(p2 + i), 8);
    store<u32>(target, load<u32>(p3 + i), 12);
  }
}

/** The same of x as `[k, lines in all]`: rows that lie across the panels. */
export function packAcross(width: u32, x: usize, all: u32, line: u32, lines: u32, k0: u32, count: u32, target: usize, tf32: i32): void {
  const panelBytes = count * width * 4;
  for (let i: u32 = 0; i < count; i++) {
    // Whole panels at a time, so that a run fits into the staging buffer.
    const step = CHUNK / width * width;
    for (let first: u32 = 0; first < lines; first += step) {
      const length = min(step, lines - first);
      const source = values(x, (k0 + i) * all + line + first, length, 0, tf32);
      deal(width, source, length, target + (first / width) * panelBytes + i * width * 4, panelBytes);
    }
  }
}

/** `width` values to each panel. */
@inline
function deal(width: u32, source: usize, count: u32, target: usize, panelBytes: usize): void {
  const bytes = width << 2;
  let left = count;
  for (; left >= width; left -= width, source += bytes, target += panelBytes) {
    v128.store(target, v128.load(source));
    if (width == 8) v128.store(target, v128.load(source, 16), 16);
  }
  if (left == 0) return;
  for (let i: u32 = 0; i < width; i++) store<u32>(target + (i << 2), i < left ? load<u32>(source + (i << 2)) : 0);
}
