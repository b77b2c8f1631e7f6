//#include functions/log
fn applied(word: u32) -> u32 {
  return bitcast<u32>(log_f32(bitcast<f32>(word)));
}
