//#include functions/log1p
fn applied(word: u32) -> u32 {
  return bitcast<u32>(log1p_f32(bitcast<f32>(word)));
}
