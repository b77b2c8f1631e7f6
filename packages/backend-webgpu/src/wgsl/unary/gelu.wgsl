//#include functions/gelu
fn applied(word: u32) -> u32 {
  return bitcast<u32>(gelu_f32(bitcast<f32>(word)));
}
