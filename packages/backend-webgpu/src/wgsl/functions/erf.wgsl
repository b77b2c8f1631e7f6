//#include functions/exp
// Step by step as functionCoefficients.erf says.
fn erf_f32(x: f32) -> f32 {
  let word = bitcast<u32>(x);
  let magnitude = word & 0x7fffffffu;
  if (magnitude == 0u || is_nan(word)) {
    return x;
  }
  let a = bitcast<f32>(magnitude);
  var y = constant(0x3f800000u);
  if (magnitude < $erf.exponentialFrom) {
    let z = exact(a * a);
    y = exact(horner($erf.polynomial, z) * a + a);
  } else if (magnitude < $erf.oneFrom) {
    y = exact(1 - exp_f32(horner($erf.exponentPolynomial, a) * a));
  }
  return bitcast<f32>(bitcast<u32>(y) ^ (word & 0x80000000u));
}
