//#include functions/sin
fn applied(word: u32) -> u32 {
  return bitcast<u32>(sin_f32(bitcast<f32>(word)));
}
