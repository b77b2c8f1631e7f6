/** One rounding from f32, ties to even, and the stores of results. Not a byte beyond `count` elements is written. */
import { BF16, E5M2, F16, F32, I32 } from "./dtype";
import { tailRoom } from "./workspace";

/** Code of what overflows, or the largest finite one. */
function limitOf(dtype: i32, saturate: bool): i32 {
  const infinity = dtype == F16 ? 0x7c00 : dtype == BF16 ? 0x7f80 : dtype == E5M2 ? 0x7c : 0x7f;
  return saturate ? infinity - 1 : infinity;
}

/** Round `count` f32 values to a float dtype; `saturate` gives the largest finite number for what overflows. */
export function narrow(dtype: i32, source: usize, count: u32, target: usize, saturate: bool): void {
  if (dtype == F32) {
    if (saturate) clampF32(source, count, target);
    else if (source != target) memory.copy(target, source, count << 2);
    return;
  }
  const limit = i32x4.splat(limitOf(dtype, saturate));
  if (dtype == F16) narrowTo(F16, source, count, target, limit);
  else if (dtype == BF16) narrowTo(BF16, source, count, target, limit);
  else if (dtype == E5M2) narrowTo(E5M2, source, count, target, limit);
  else narrowTo(3, source, count, target, limit);
}

/** i32 results as i32 or, their low bytes, as u8. */
export function storeInts(dtype: i32, source: usize, count: u32, target: usize): void {
  if (dtype == I32) {
    if (source != target) memory.copy(target, source, count << 2);
    return;
  }
  const end = source + (count << 2);
  for (; source + 64 <= end; source += 64, target += 16) v128.store(target, lowBytes(source));
  for (; source < end; source += 4, target++) store<u8>(target, load<u8>(source));
}

/** Of sixteen i32. */
@inline
function lowBytes(source: usize): v128 {
  const mask = i32x4.splat(0xff);
  const first = i16x8.narrow_i32x4_u(v128.and(v128.load(source), mask), v128.and(v128.load(source, 16), mask));
  const second = i16x8.narrow_i32x4_u(v128.and(v128.load(source, 32), mask), v128.and(v128.load(source, 48), mask));
  return i8x16.narrow_i16x8_u(first, second);
}

@inline
function narrowTo(dtype: i32, source: usize, count: u32, target: usize, limit: v128): void {
  const isWide = dtype == F16 || dtype == BF16;
  const bytes: usize = isWide ? 16 : 8;
  const end = target + (isWide ? (count & ~7) << 1 : count & ~7);
  for (; target < end; target += bytes, source += 32) {
    const words = narrow8(dtype, source, limit);
    if (isWide) v128.store(target, words);
    else v128.store64_lane(target, words, 0);
  }
  if ((count & 7) == 0) return;
  const tail = tailRoom();
  v128.store(tail, narrow8(dtype, source, limit));
  const rest = isWide ? (count & 7) << 1 : count & 7;
  for (let i: u32 = 0; i < rest; i++) store<u8>(target + i, load<u8>(tail + i));
}

@inline
function narrow8(dtype: i32, source: usize, limit: v128): v128 {
  const low = encode(dtype, v128.load(source), limit);
  const high = encode(dtype, v128.load(source, 16), limit);
  const words = i16x8.narrow_i32x4_u(low, high);
  return dtype == F16 || dtype == BF16 ? words : i8x16.narrow_i16x8_u(words, words);
}

@inline
function encode(dtype: i32, x: v128, limit: v128): v128 {
  if (dtype == BF16) return encodeBF16(x, limit);
  if (dtype == F16) return encodeSmall(x, 13, 0x38000000, 0x3f000000, 0x7e00, 16, 0x8000, limit);
  if (dtype == E5M2) return encodeSmall(x, 21, 0x38000000, 0x43000000, 0x7e, 24, 0x80, limit);
  return encodeSmall(x, 20, 0x3c000000, 0x46800000, 0x7f, 24, 0x80, limit);
}

/**
 * A normal result is the magnitude, rebiased, rounded at bit `shift`. A subnormal one is rounded by adding the power of
 * two whose ulp is the least subnormal number.
 */
@inline
function encodeSmall(
  x: v128,
  shift: i32,
  rebias: i32,
  magic: i32,
  nan: i32,
  signShift: i32,
  signBit: i32,
  limit: v128,
): v128 {
  const a = v128.and(x, i32x4.splat(0x7fffffff));
  const odd = v128.and(i32x4.shr_u(a, shift), i32x4.splat(1));
  const half = i32x4.splat((1 << (shift - 1)) - 1 - rebias);
  const normal = i32x4.shr_u(i32x4.add(i32x4.add(a, half), odd), shift);
  const subnormal = i32x4.sub(f32x4.add(a, i32x4.splat(magic)), i32x4.splat(magic));
  const isSubnormal = i32x4.lt_s(a, i32x4.splat(rebias + 0x00800000));
  const code = i32x4.min_s(v128.bitselect(subnormal, normal, isSubnormal), limit);
  const isNaN = i32x4.gt_s(a, i32x4.splat(0x7f800000));
  const sign = v128.and(i32x4.shr_u(x, signShift), i32x4.splat(signBit));
  return v128.or(v128.bitselect(i32x4.splat(nan), code, isNaN), sign);
}

@inline
function encodeBF16(x: v128, limit: v128): v128 {
  const a = v128.and(x, i32x4.splat(0x7fffffff));
  const odd = v128.and(i32x4.shr_u(a, 16), i32x4.splat(1));
  const rounded = i32x4.shr_u(i32x4.add(i32x4.add(a, i32x4.splat(0x7fff)), odd), 16);
  const code = i32x4.min_s(rounded, limit);
  const isNaN = i32x4.gt_s(a, i32x4.splat(0x7f800000));
  const sign = v128.and(i32x4.shr_u(x, 16), i32x4.splat(0x8000));
  return v128.or(v128.bitselect(i32x4.splat(0x7fc0), code, isNaN), sign);
}

const LARGEST: f32 = 3.4028234663852886e38;

/** Infinity becomes the largest finite number, NaN stays. */
function clampF32(source: usize, count: u32, target: usize): void {
  const end = source + (count << 2);
  for (; source < end; source += 4, target += 4)
    store<f32>(target, min<f32>(max<f32>(load<f32>(source), -LARGEST), LARGEST));
}
