//#include functions/expm1
fn applied(word: u32) -> u32 {
  return bitcast<u32>(expm1_f32(bitcast<f32>(word)));
}
