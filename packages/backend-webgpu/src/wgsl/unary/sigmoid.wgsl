//#include functions/sigmoid
fn applied(word: u32) -> u32 {
  return bitcast<u32>(sigmoid_f32(bitcast<f32>(word)));
}
