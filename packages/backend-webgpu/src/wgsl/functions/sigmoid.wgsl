//#include functions/exp
// x ≥ 0: 1 ÷ (1 + e^−x), else e^x ÷ (1 + e^x); the power is that of −|x| in both.
fn sigmoid_f32(x: f32) -> f32 {
  let word = bitcast<u32>(x);
  if (is_nan(word)) {
    return x;
  }
  let power = exp_f32(bitcast<f32>(word | 0x80000000u));
  let numerator = select(power, constant(0x3f800000u), (word >> 31u) == 0u);
  return exact(numerator / (1 + power));
}
