import { DTYPE, POINTER, stageFloats } from "../operand";
import { placeFor, storeFloats } from "../results";
import { CHUNK, stageOf } from "../workspace";

/** Bits of a parameter's flag word, see parameterFlags of the contract. */
const INF = 2, NAN = 4;

/**
 * x = x · factor in place, for elements `first` … `end` of a dense tensor, rounded once. `flags` has a word for every chunk
 * of it: which non-finite values the chunk held by their bits before, and with `recheck` holds now.
 */
export function unscale(first: u32, end: u32, x: usize, factor: f32, recheck: bool, flags: usize): void {
  const dtype = load<i32>(x, DTYPE);
  for (let start = first; start < end; start += CHUNK) {
    const length = min(CHUNK, end - start);
    const source = stageFloats(x, start, length, 0);
    let found = nonFiniteFlags(source, length);
    multiply(dtype, source, length, factor, load<usize>(x, POINTER), start);
    if (recheck) found |= nonFiniteFlags(stageFloats(x, start, length, 0), length);
    store<i32>(flags + (start / CHUNK << 2), found);
  }
}

/** x = x · factor in place, for elements `first` … `end` of a dense tensor, rounded once. */
export function multiplyBy(first: u32, end: u32, x: usize, factor: f32): void {
  const dtype = load<i32>(x, DTYPE);
  for (let start = first; start < end; start += CHUNK) {
    const length = min(CHUNK, end - start);
    multiply(dtype, stageFloats(x, start, length, 0), length, factor, load<usize>(x, POINTER), start);
  }
}

@inline
function multiply(dtype: i32, source: usize, count: u32, factor: f32, target: usize, start: u32): void {
  const scale = f32x4.splat(factor);
  const to = placeFor(dtype, target, start, count, 1);
  for (let i: usize = 0; i < count << 2; i += 16) v128.store(to + i, f32x4.mul(v128.load(source + i), scale));
  if (to == stageOf(1)) storeFloats(dtype, to, count, target, start);
}

@inline
function nonFiniteFlags(source: usize, count: u32): i32 {
  return largestMagnitude(source, count) >= 0x7f800000 ? flagsOf(source, count) : 0;
}

@inline
function largestMagnitude(source: usize, count: u32): i32 {
  let largest = i32x4.splat(0);
  let i: usize = 0;
  for (const end = <usize>(count & ~3) << 2; i < end; i += 16) {
    largest = i32x4.max_s(largest, v128.and(v128.load(source + i), i32x4.splat(0x7fffffff)));
  }
  let rest = 0;
  for (const end = <usize>count << 2; i < end; i += 4) rest = max(rest, load<i32>(source + i) & 0x7fffffff);
  return v128.any_true(i32x4.gt_s(largest, i32x4.splat(0x7f7fffff))) ? 0x7f800000 : rest;
}

function flagsOf(source: usize, count: u32): i32 {
  let flags = 0;
  for (let i: usize = 0; i < count << 2; i += 4) {
    const magnitude = load<i32>(source + i) & 0x7fffffff;
    if (magnitude == 0x7f800000) flags |= INF;
    if (magnitude > 0x7f800000) flags |= NAN;
  }
  return flags;
}
