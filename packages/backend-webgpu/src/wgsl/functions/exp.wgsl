//#include functions/powerOfTwo
// Step by step as functionCoefficients.exp says.
fn exp_f32(x: f32) -> f32 {
  let word = bitcast<u32>(x);
  if (is_nan(word)) {
    return x;
  }
  if (order(word) > order($exp.overflowAbove)) {
    return constant(0x7f800000u);
  }
  if (order(word) < order($exp.underflowBelow)) {
    return constant(0u);
  }
  let n = i32(floor(exact(x * $exp.log2e + 0.5)));
  let multiple = f32(n);
  let r = exact((x - multiple * $exp.ln2High) - multiple * $exp.ln2Low);
  let y = exact(horner($exp.polynomial, r) * (r * r) + r + 1);
  let half = n >> 1u;
  let rest = n - half;
  return exact(y * power_of_two(half) * power_of_two(rest));
}
