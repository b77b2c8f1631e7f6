import { isFloat, U8 } from "./dtype";
import { storeInts } from "./narrow";
import { DTYPE, stageFloats, stageInts } from "./operand";
import { CHUNK, stageOf } from "./workspace";

/** Codes of the comparisons, in the order of `compareCodes` in src/kernels/compare.ts. */
const EQ = 0, NE = 1, LT = 2, LE = 3, GT = 4, GE = 5;

/** u8 0 or 1 by IEEE comparison: −0 = +0; with NaN `ne` is true and all others are false (N3). */
export function compare(first: u32, end: u32, op: i32, target: usize, a: usize, b: usize): void {
  const ofFloats = isFloat(load<i32>(a, DTYPE));
  for (let start = first; start < end; start += CHUNK) {
    const length = min(CHUNK, end - start);
    if (ofFloats) floats(op, stageFloats(a, start, length, 0, start > first), stageFloats(b, start, length, 1, start > first), length, stageOf(2));
    else ints(op, stageInts(a, start, length, 0, start > first), stageInts(b, start, length, 1, start > first), length, stageOf(2));
    storeInts(U8, stageOf(2), length, target + start);
  }
}

function floats(op: i32, a: usize, b: usize, count: u32, target: usize): void {
  const end = target + (count << 2);
  for (; target < end; target += 16, a += 16, b += 16) {
    v128.store(target, v128.and(maskOfFloats(op, v128.load(a), v128.load(b)), i32x4.splat(1)));
  }
}

@inline
function maskOfFloats(op: i32, a: v128, b: v128): v128 {
  switch (op) {
    case EQ: return f32x4.eq(a, b);
    case NE: return f32x4.ne(a, b);
    case LT: return f32x4.lt(a, b);
    case LE: return f32x4.le(a, b);
    case GT: return f32x4.gt(a, b);
    default: return f32x4.ge(a, b);
  }
}

function ints(op: i32, a: usize, b: usize, count: u32, target: usize): void {
  const end = target + (count << 2);
  for (; target < end; target += 16, a += 16, b += 16) {
    v128.store(target, v128.and(maskOfInts(op, v128.load(a), v128.load(b)), i32x4.splat(1)));
  }
}

@inline
function maskOfInts(op: i32, a: v128, b: v128): v128 {
  switch (op) {
    case EQ: return i32x4.eq(a, b);
    case NE: return i32x4.ne(a, b);
    case LT: return i32x4.lt_s(a, b);
    case LE: return i32x4.le_s(a, b);
    case GT: return i32x4.gt_s(a, b);
    default: return i32x4.ge_s(a, b);
  }
}
