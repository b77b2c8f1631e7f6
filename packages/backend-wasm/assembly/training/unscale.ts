import { DTYPE, POINTER, stageFloats } from "../operand";
import { storeFloats } from "../results";
import { CHUNK, stageOf } from "../workspace";

/** Bits of a parameter's flag word, see parameterFlags of the contract. */
const INF = 2, NAN = 4;

/** Which non-finite values a dense tensor holds, by its bits. */
export function nonFiniteFlags(x: usize, count: u32): i32 {
  let flags = 0;
  for (let start: u32 = 0; start < count; start += CHUNK) {
    const length = min(CHUNK, count - start);
    const source = stageFloats(x, start, length, 0);
    if (largestMagnitude(source, length) >= 0x7f800000) flags |= flagsOf(source, length);
  }
  return flags;
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

/** x = x · factor in place, for a dense tensor, rounded once. */
export function multiplyBy(x: usize, count: u32, factor: f32): void {
  const scale = f32x4.splat(factor);
  for (let start: u32 = 0; start < count; start += CHUNK) {
    const length = min(CHUNK, count - start);
    const source = stageFloats(x, start, length, 0);
    for (let i: usize = 0; i < length << 2; i += 16) {
      v128.store(stageOf(1) + i, f32x4.mul(v128.load(source + i), scale));
    }
    storeFloats(load<i32>(x, DTYPE), stageOf(1), length, load<usize>(x, POINTER), start);
  }
}
