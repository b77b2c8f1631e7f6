//#include functions/exp
fn applied(word: u32) -> u32 {
  return bitcast<u32>(exp_f32(bitcast<f32>(word)));
}
