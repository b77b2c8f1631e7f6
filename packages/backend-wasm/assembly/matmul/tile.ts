/**
 * A register tile: 6 rows by 8 columns of sums over one block of k. Every product is rounded and every sum is (N5).
 * `a` holds 6 values for each k, `b` 8.
 */
export const TILE_ROWS: u32 = 6;
export const TILE_COLUMNS: u32 = 8;

/** c = s for the first block, else c + s: +0 + s is s, which is never −0. `pitch` is the bytes of a row of c. */
export function tile(count: u32, a: usize, b: usize, c: usize, pitch: usize, isFirst: bool): void {
  let s00 = f32x4.splat(0), s01 = s00, s10 = s00, s11 = s00, s20 = s00, s21 = s00;
  let s30 = s00, s31 = s00, s40 = s00, s41 = s00, s50 = s00, s51 = s00;
  const end = b + (count << 5);
  while (b < end) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let x = v128.load32_splat(a);
    s00 = f32x4.add(s00, f32x4.mul(x, b0));
    s01 = f32x4.add(s01, f32x4.mul(x, b1));
    x = v128.load32_splat(a, 4);
    s10 = f32x4.add(s10, f32x4.mul(x, b0));
    s11 = f32x4.add(s11, f32x4.mul(x, b1));
    x = v128.load32_splat(a, 8);
    s20 = f32x4.add(s20, f32x4.mul(x, b0));
    s21 = f32x4.add(s21, f32x4.mul(x, b1));
    x = v128.load32_splat(a, 12);
    s30 = f32x4.add(s30, f32x4.mul(x, b0));
    s31 = f32x4.add(s31, f32x4.mul(x, b1));
    x = v128.load32_splat(a, 16);
    s40 = f32x4.add(s40, f32x4.mul(x, b0));
    s41 = f32x4.add(s41, f32x4.mul(x, b1));
    x = v128.load32_splat(a, 20);
    s50 = f32x4.add(s50, f32x4.mul(x, b0));
    s51 = f32x4.add(s51, f32x4.mul(x, b1));
    a += 24;
    b += 32;
  }
  store2(c, s00, s01, isFirst);
  store2(c + pitch, s10, s11, isFirst);
  store2(c + 2 * pitch, s20, s21, isFirst);
  store2(c + 3 * pitch, s30, s31, isFirst);
  store2(c + 4 * pitch, s40, s41, isFirst);
  store2(c + 5 * pitch, s50, s51, isFirst);
}

@inline
function store2(c: usize, low: v128, high: v128, isFirst: bool): void {
  if (isFirst) {
    v128.store(c, low);
    v128.store(c, high, 16);
  } else {
    v128.store(c, f32x4.add(v128.load(c), low));
    v128.store(c, f32x4.add(v128.load(c, 16), high), 16);
  }
}
