import { I32 } from "./dtype";
import { pow } from "./functions/pow";
import { DTYPE, stageFloats, stageInts } from "./operand";
import { placeFor, storeFloats } from "./results";
import { storeInts } from "./narrow";
import { CHUNK, stageOf } from "./workspace";

/** Codes of the operations, in the order of `binaryCodes` in src/kernels/binary.ts. */
const ADD = 0, SUB = 1, MUL = 2, DIV = 3, POW = 4, MAXIMUM = 5, MINIMUM = 6;

/** An operation on pairs of elements in f32, rounded once, or in i32. */
export function binary(first: u32, end: u32, op: i32, target: usize, a: usize, b: usize): void {
  const dtype = load<i32>(a, DTYPE);
  for (let start = first; start < end; start += CHUNK) {
    const length = min(CHUNK, end - start);
    if (dtype == I32) {
      applyInts(op, stageInts(a, start, length, 0, start > first), stageInts(b, start, length, 1, start > first), length, stageOf(2));
      storeInts(dtype, stageOf(2), length, target + (start << 2));
    } else {
      const to = placeFor(dtype, target, start, length, 2);
      apply(op, stageFloats(a, start, length, 0, start > first), stageFloats(b, start, length, 1, start > first), length, to);
      if (to == stageOf(2)) storeFloats(dtype, to, length, target, start);
    }
  }
}

function apply(op: i32, a: usize, b: usize, count: u32, target: usize): void {
  switch (op) {
    case ADD: return loop(ADD, a, b, count, target);
    case SUB: return loop(SUB, a, b, count, target);
    case MUL: return loop(MUL, a, b, count, target);
    case DIV: return loop(DIV, a, b, count, target);
    case POW: return loop(POW, a, b, count, target);
    case MAXIMUM: return loop(MAXIMUM, a, b, count, target);
    default: return loop(MINIMUM, a, b, count, target);
  }
}

@inline
function loop(op: i32, a: usize, b: usize, count: u32, target: usize): void {
  const end = target + (count << 2);
  for (; target + 64 <= end; target += 64, a += 64, b += 64) {
    v128.store(target, valueOf(op, v128.load(a), v128.load(b)));
    v128.store(target, valueOf(op, v128.load(a, 16), v128.load(b, 16)), 16);
    v128.store(target, valueOf(op, v128.load(a, 32), v128.load(b, 32)), 32);
    v128.store(target, valueOf(op, v128.load(a, 48), v128.load(b, 48)), 48);
  }
  for (; target < end; target += 16, a += 16, b += 16) {
    v128.store(target, valueOf(op, v128.load(a), v128.load(b)));
  }
}

/** f32x4.max and min have the order of N3: NaN wins, −0 < +0. */
@inline
function valueOf(op: i32, a: v128, b: v128): v128 {
  if (op == ADD) return f32x4.add(a, b);
  if (op == SUB) return f32x4.sub(a, b);
  if (op == MUL) return f32x4.mul(a, b);
  if (op == DIV) return f32x4.div(a, b);
  if (op == POW) return pow(a, b);
  if (op == MAXIMUM) return f32x4.max(a, b);
  return f32x4.min(a, b);
}

/** i32 wraps (N8); there is no integer division and no integer power. */
function applyInts(op: i32, a: usize, b: usize, count: u32, target: usize): void {
  const end = target + (count << 2);
  for (; target < end; target += 16, a += 16, b += 16) {
    v128.store(target, integerOf(op, v128.load(a), v128.load(b)));
  }
}

@inline
function integerOf(op: i32, a: v128, b: v128): v128 {
  switch (op) {
    case ADD: return i32x4.add(a, b);
    case SUB: return i32x4.sub(a, b);
    case MUL: return i32x4.mul(a, b);
    case MAXIMUM: return i32x4.max_s(a, b);
    default: return i32x4.min_s(a, b);
  }
}
