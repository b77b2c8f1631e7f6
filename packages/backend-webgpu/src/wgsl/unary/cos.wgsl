//#include functions/cos
fn applied(word: u32) -> u32 {
  return bitcast<u32>(cos_f32(bitcast<f32>(word)));
}
