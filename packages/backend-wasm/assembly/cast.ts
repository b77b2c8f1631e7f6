import { BF16, isFloat, U8, widthShift } from "./dtype";
import { narrow, storeInts } from "./narrow";
import { DTYPE, stageFloats, stageInts } from "./operand";
import { CHUNK, stageOf } from "./workspace";

/** One rounding from the exact value (N8). */
export function cast(first: u32, end: u32, target: usize, dtype: i32, x: usize, saturate: bool): void {
  const fromFloat = isFloat(load<i32>(x, DTYPE));
  const shift = widthShift(dtype);
  for (let start = first; start < end; start += CHUNK) {
    const length = min(CHUNK, end - start);
    const source = fromFloat ? stageFloats(x, start, length, 0, start > first) : stageInts(x, start, length, 0, start > first);
    const to = target + (start << shift);
    if (!isFloat(dtype)) {
      storeInts(dtype, fromFloat ? toInts(source, length, dtype) : source, length, to);
    } else {
      narrow(dtype, fromFloat ? source : toFloats(source, length, dtype), length, to, saturate);
    }
  }
}

/** Truncate, saturate, NaN gives 0. */
function toInts(source: usize, count: u32, dtype: i32): usize {
  const target = stageOf(1);
  const low = i32x4.splat(dtype == U8 ? 0 : i32.MIN_VALUE);
  const high = i32x4.splat(dtype == U8 ? 255 : i32.MAX_VALUE);
  for (let i: usize = 0; i < count << 2; i += 16) {
    const integer = i32x4.trunc_sat_f32x4_s(v128.load(source + i));
    v128.store(target + i, i32x4.max_s(low, i32x4.min_s(high, integer)));
  }
  return target;
}

/**
 * i32 as f32. On the way to bf16 what lies below bit 8 of an integer that f32 does not hold is first folded into that
 * bit, which keeps ties apart from what is near them; the other dtypes are infinite or saturated up there.
 */
function toFloats(source: usize, count: u32, dtype: i32): usize {
  const target = stageOf(1);
  for (let i: usize = 0; i < count << 2; i += 16) {
    const x = v128.load(source + i);
    v128.store(target + i, f32x4.convert_i32x4_s(dtype == BF16 ? foldLowBits(x) : x));
  }
  return target;
}

@inline
function foldLowBits(x: v128): v128 {
  const low = v128.and(x, i32x4.splat(0xff));
  const sticky = v128.and(i32x4.ne(low, i32x4.splat(0)), i32x4.splat(0x100));
  const folded = v128.or(v128.andnot(x, i32x4.splat(0xff)), sticky);
  const isLarge = i32x4.gt_u(i32x4.abs(x), i32x4.splat(0x00ffffff));
  return v128.bitselect(folded, x, isLarge);
}
