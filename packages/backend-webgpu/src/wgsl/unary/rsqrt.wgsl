//#include functions/rsqrt
fn applied(word: u32) -> u32 {
  return bitcast<u32>(rsqrt_f32(bitcast<f32>(word)));
}
