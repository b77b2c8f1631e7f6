/**
 * A register tile: 6 rows by 8 columns of sums over one block of k. Every product is rounded and every sum is (N5).
 * `a` holds 6 values for each k, `b` 8.
 */
export const TILE_ROWS: u32 = 6;
export const TILE_COLUMNS: u32 = 8;

/**
 * The sums of `count` products each, as 6 rows of 8 at `sums`. Nothing but the loop is in here: with more, the engine keeps
 * some of the sums in memory (24 GFLOP/s became 20).
 */
export function tile(count: u32, a: usize, b: usize, sums: usize): void {
  let s00 = f32x4.splat(0), s01 = f32x4.splat(0), s10 = f32x4.splat(0), s11 = f32x4.splat(0);
  let s20 = f32x4.splat(0), s21 = f32x4.splat(0), s30 = f32x4.splat(0), s31 = f32x4.splat(0);
  let s40 = f32x4.splat(0), s41 = f32x4.splat(0), s50 = f32x4.splat(0), s51 = f32x4.splat(0);
  const end = b + (count << 5);
  while (b < end) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const x0 = v128.load32_splat(a);
    s00 = f32x4.add(s00, f32x4.mul(x0, b0));
    s01 = f32x4.add(s01, f32x4.mul(x0, b1));
    const x1 = v128.load32_splat(a, 4);
    s10 = f32x4.add(s10, f32x4.mul(x1, b0));
    s11 = f32x4.add(s11, f32x4.mul(x1, b1));
    const x2 = v128.load32_splat(a, 8);
    s20 = f32x4.add(s20, f32x4.mul(x2, b0));
    s21 = f32x4.add(s21, f32x4.mul(x2, b1));
    const x3 = v128.load32_splat(a, 12);
    s30 = f32x4.add(s30, f32x4.mul(x3, b0));
    s31 = f32x4.add(s31, f32x4.mul(x3, b1));
    const x4 = v128.load32_splat(a, 16);
    s40 = f32x4.add(s40, f32x4.mul(x4, b0));
    s41 = f32x4.add(s41, f32x4.mul(x4, b1));
    const x5 = v128.load32_splat(a, 20);
    s50 = f32x4.add(s50, f32x4.mul(x5, b0));
    s51 = f32x4.add(s51, f32x4.mul(x5, b1));
    a += 24;
    b += 32;
  }
  v128.store(sums, s00);
  v128.store(sums, s01, 16);
  v128.store(sums, s10, 32);
  v128.store(sums, s11, 48);
  v128.store(sums, s20, 64);
  v128.store(sums, s21, 80);
  v128.store(sums, s30, 96);
  v128.store(sums, s31, 112);
  v128.store(sums, s40, 128);
  v128.store(sums, s41, 144);
  v128.store(sums, s50, 160);
  v128.store(sums, s51, 176);
}
