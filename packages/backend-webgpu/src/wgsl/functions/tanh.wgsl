//#include functions/exp
// Step by step as functionCoefficients.tanh says.
fn tanh_f32(x: f32) -> f32 {
  let word = bitcast<u32>(x);
  let magnitude = word & 0x7fffffffu;
  if (magnitude == 0u) {
    return x;
  }
  let a = bitcast<f32>(magnitude);
  var y: f32;
  if (magnitude < $tanh.polynomialBelow) {
    let z = exact(a * a);
    y = exact((horner($tanh.polynomial, z) * z) * a + a);
  } else {
    y = exact(1 - 2 / (exp_f32(a + a) + 1));
  }
  return bitcast<f32>(bitcast<u32>(y) ^ (word & 0x80000000u));
}
