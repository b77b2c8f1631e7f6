//#include functions/exp
// Step by step as functionCoefficients.expm1 says.
fn expm1_f32(x: f32) -> f32 {
  let word = bitcast<u32>(x);
  let magnitude = word & 0x7fffffffu;
  if (magnitude == 0u) {
    return x;
  }
  if (is_nan(word) || order(word) >= order($expm1.exponentialFrom)) {
    return exp_f32(x);
  }
  if (order(word) < order($expm1.minusOneBelow)) {
    return constant(0xbf800000u);
  }
  let nearest = i32(floor(exact(x * $exp.log2e + 0.5)));
  let n = select(nearest, 0, magnitude < 0x3f000000u);
  let multiple = f32(n);
  let r = exact((x - multiple * $exp.ln2High) - multiple * $exp.ln2Low);
  let y = exact(horner($expm1.polynomial, r) * (r * r) + r);
  let opposite = -n;
  return exact(((1 - power_of_two(opposite)) + y) * power_of_two(n));
}
