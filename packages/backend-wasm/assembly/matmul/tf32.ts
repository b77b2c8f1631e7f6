/** Codes of the roundings, in the order of `tf32Codes` in src/kernels/matmul.ts; 0 is none. */
const RNA = 1, RZ = 2;

/** Round at bit 13: NaN and infinity stay, a finite value that overflows becomes infinity (N5). */
export function roundToTf32(rounding: i32, source: usize, count: u32, target: usize): void {
  const even = rounding == RNA || rounding == RZ ? i32x4.splat(0) : i32x4.splat(1);
  const increment = i32x4.splat(rounding == RNA ? 0x1000 : rounding == RZ ? 0 : 0x0fff);
  for (let i: usize = 0; i < count << 2; i += 16) {
    const x = v128.load(source + i);
    const odd = v128.and(i32x4.shr_u(x, 13), even);
    const rounded = v128.and(i32x4.add(x, i32x4.add(increment, odd)), i32x4.splat(0xffffe000));
    const exponent = v128.and(x, i32x4.splat(0x7f800000));
    const isFinite = i32x4.ne(exponent, i32x4.splat(0x7f800000));
    v128.store(target + i, v128.bitselect(rounded, x, isFinite));
  }
}
