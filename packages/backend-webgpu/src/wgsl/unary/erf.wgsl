//#include functions/erf
fn applied(word: u32) -> u32 {
  return bitcast<u32>(erf_f32(bitcast<f32>(word)));
}
