//#include functions/tanh
fn applied(word: u32) -> u32 {
  return bitcast<u32>(tanh_f32(bitcast<f32>(word)));
}
