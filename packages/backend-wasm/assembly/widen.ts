/** Exact conversions to f32 and i32. Targets are staging buffers, so that the last vector may run over. */
import { BF16, E4M3FN, E5M2, F16 } from "./dtype";

/** `count` words of a narrow float dtype as f32. */
export function widen(dtype: i32, source: usize, count: u32, target: usize): void {
  if (dtype == F16) widenF16(source, count, target);
  else if (dtype == BF16) widenBF16(source, count, target);
  else if (dtype == E5M2) widenE5M2(source, count, target);
  else widenE4M3FN(source, count, target);
}

/** Unsigned bytes as i32. */
export function widenBytes(source: usize, count: u32, target: usize): void {
  const end = target + (count << 2);
  for (; target < end; target += 32, source += 8) {
    const w = v128.load_ext<u8>(source);
    v128.store(target, i32x4.extend_low_i16x8_u(w));
    v128.store(target, i32x4.extend_high_i16x8_u(w), 16);
  }
}

function widenF16(source: usize, count: u32, target: usize): void {
  const end = target + (count << 2);
  for (; target < end; target += 32, source += 16) {
    const w = v128.load(source);
    v128.store(target, f16ToF32(i32x4.extend_low_i16x8_u(w)));
    v128.store(target, f16ToF32(i32x4.extend_high_i16x8_u(w)), 16);
  }
}

function widenBF16(source: usize, count: u32, target: usize): void {
  const end = target + (count << 2);
  for (; target < end; target += 32, source += 16) {
    const w = v128.load(source);
    v128.store(target, i32x4.shl(i32x4.extend_low_i16x8_u(w), 16));
    v128.store(target, i32x4.shl(i32x4.extend_high_i16x8_u(w), 16), 16);
  }
}

/** An e5m2 word is the upper half of an f16 word. */
function widenE5M2(source: usize, count: u32, target: usize): void {
  const end = target + (count << 2);
  for (; target < end; target += 32, source += 8) {
    const w = i16x8.shl(v128.load_ext<u8>(source), 8);
    v128.store(target, f16ToF32(i32x4.extend_low_i16x8_u(w)));
    v128.store(target, f16ToF32(i32x4.extend_high_i16x8_u(w)), 16);
  }
}

function widenE4M3FN(source: usize, count: u32, target: usize): void {
  const end = target + (count << 2);
  for (; target < end; target += 32, source += 8) {
    const w = v128.load_ext<u8>(source);
    v128.store(target, e4m3fnToF32(i32x4.extend_low_i16x8_u(w)));
    v128.store(target, e4m3fnToF32(i32x4.extend_high_i16x8_u(w)), 16);
  }
}

/**
 * The magnitude is moved to f32's place and its exponent rebiased. A subnormal has got the exponent of the least normal
 * number without the implicit one, which a subtraction takes off again, exactly.
 */
@inline
export function f16ToF32(w: v128): v128 {
  const magnitude = i32x4.shl(v128.and(w, i32x4.splat(0x7fff)), 13);
  const rebiased = i32x4.add(magnitude, i32x4.splat(0x38000000));
  const subnormal = f32x4.sub(
    i32x4.add(rebiased, i32x4.splat(0x00800000)),
    i32x4.splat(0x38800000),
  );
  const isSubnormal = i32x4.lt_s(magnitude, i32x4.splat(0x00800000));
  const notFinite = v128.and(i32x4.gt_s(magnitude, i32x4.splat(0x0f7fffff)), i32x4.splat(0x38000000));
  const value = v128.bitselect(subnormal, i32x4.add(rebiased, notFinite), isSubnormal);
  return v128.or(value, i32x4.shl(v128.and(w, i32x4.splat(0x8000)), 16));
}

@inline
function e4m3fnToF32(w: v128): v128 {
  const magnitude = i32x4.shl(v128.and(w, i32x4.splat(0x7f)), 20);
  const rebiased = i32x4.add(magnitude, i32x4.splat(0x3c000000));
  const subnormal = f32x4.sub(
    i32x4.add(rebiased, i32x4.splat(0x00800000)),
    i32x4.splat(0x3c800000),
  );
  const isSubnormal = i32x4.lt_s(magnitude, i32x4.splat(0x00800000));
  const isNaN = i32x4.eq(magnitude, i32x4.splat(0x07f00000));
  const value = v128.bitselect(subnormal, rebiased, isSubnormal);
  const number = v128.bitselect(i32x4.splat(0x7fc00000), value, isNaN);
  return v128.or(number, i32x4.shl(v128.and(w, i32x4.splat(0x80)), 24));
}
