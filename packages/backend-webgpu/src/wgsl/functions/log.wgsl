// Step by step as functionCoefficients.log says.
fn log_f32(x: f32) -> f32 {
  let word = bitcast<u32>(x);
  if ((word & 0x7fffffffu) == 0u) {
    return constant(0xff800000u);
  }
  if (word > 0x7f800000u) {
    return constant(0x7fc00000u);
  }
  if (word == 0x7f800000u) {
    return x;
  }
  let is_subnormal = word < $log.leastNormal;
  let scaled = bitcast<i32>(select(x, exact(x * $log.upscale), is_subnormal));
  let e = (scaled - bitcast<i32>($log.sqrtHalf)) >> 23u;
  let k = f32(e - select(0, 25, is_subnormal));
  let m = bitcast<f32>(scaled - (e << 23u));
  let g = exact(m - 1);
  let z = exact(g * g);
  let y = exact((horner($log.polynomial, g) * g) * z + k * $log.ln2Low - 0.5 * z);
  return exact((g + y) + k * $log.ln2High);
}
