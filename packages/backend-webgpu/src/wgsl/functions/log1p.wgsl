// Step by step as functionCoefficients.log says for log1p.
fn log1p_f32(x: f32) -> f32 {
  let word = bitcast<u32>(x);
  if (word == 0xbf800000u) {
    return constant(0xff800000u);
  }
  if (is_nan(word) || order(word) < order(0xbf800000u)) {
    return constant(0x7fc00000u);
  }
  if ((word & 0x7fffffffu) == 0u || word == 0x7f800000u) {
    return x;
  }
  let u = exact(1 + x);
  let sum = bitcast<i32>(u);
  let exponent = (sum - bitcast<i32>($log.sqrtHalf)) >> 23u;
  let m = bitcast<f32>(sum - (exponent << 23u));
  let is_reduced = exponent != 0;
  let is_below_one = order(word) < order(0x3f800000u);
  let lost = select(exact(1 - (u - x)), exact(x - (u - 1)), is_below_one);
  let g = select(x, exact(m - 1), is_reduced);
  let c = select(constant(0u), exact(lost / u), is_reduced);
  let k = f32(exponent);
  let z = exact(g * g);
  let y = exact((horner($log.polynomial, g) * g) * z + (k * $log.ln2Low + c) - 0.5 * z);
  return exact((g + y) + k * $log.ln2High);
}
