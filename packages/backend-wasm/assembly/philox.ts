/** Philox4x32-10 (N16), four counters at a time: lane j of four vectors holds the words of counter j. */

/** Words of elements `start` … (a multiple of 16) of a stream. Whole vectors of 16 words are written. */
export function philox(start: u32, count: u32, keyLow: u32, keyHigh: u32, stream: u32, target: usize): void {
  for (let i: u32 = 0; i < count; i += 16, target += 64) {
    let x0 = i32x4.add(i32x4.splat((start + i) >> 2), i32x4(0, 1, 2, 3));
    let x1 = i32x4.splat(0);
    let x2 = i32x4.splat(stream);
    let x3 = i32x4.splat(0);
    let k0 = keyLow;
    let k1 = keyHigh;
    for (let round = 0; round < 10; round++) {
      const even0 = i64x2.extmul_low_i32x4_u(i32x4.splat(0xd2511f53), x0);
      const odd0 = i64x2.extmul_high_i32x4_u(i32x4.splat(0xd2511f53), x0);
      const even1 = i64x2.extmul_low_i32x4_u(i32x4.splat(0xcd9e8d57), x2);
      const odd1 = i64x2.extmul_high_i32x4_u(i32x4.splat(0xcd9e8d57), x2);
      x0 = v128.xor(v128.xor(high(even1, odd1), x1), i32x4.splat(k0));
      x1 = low(even1, odd1);
      x2 = v128.xor(v128.xor(high(even0, odd0), x3), i32x4.splat(k1));
      x3 = low(even0, odd0);
      k0 += 0x9e3779b9;
      k1 += 0xbb67ae85;
    }
    transpose(x0, x1, x2, x3, target);
  }
}

/** The upper halves of four products. */
@inline
function high(a: v128, b: v128): v128 {
  return v128.shuffle<i32>(a, b, 1, 3, 5, 7);
}

@inline
function low(a: v128, b: v128): v128 {
  return v128.shuffle<i32>(a, b, 0, 2, 4, 6);
}

@inline
function transpose(a: v128, b: v128, c: v128, d: v128, target: usize): void {
  const abLow = v128.shuffle<i32>(a, b, 0, 4, 1, 5);
  const abHigh = v128.shuffle<i32>(a, b, 2, 6, 3, 7);
  const cdLow = v128.shuffle<i32>(c, d, 0, 4, 1, 5);
  const cdHigh = v128.shuffle<i32>(c, d, 2, 6, 3, 7);
  v128.store(target, v128.shuffle<i64>(abLow, cdLow, 0, 2));
  v128.store(target, v128.shuffle<i64>(abLow, cdLow, 1, 3), 16);
  v128.store(target, v128.shuffle<i64>(abHigh, cdHigh, 0, 2), 32);
  v128.store(target, v128.shuffle<i64>(abHigh, cdHigh, 1, 3), 48);
}
