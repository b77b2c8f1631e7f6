//#include functions/silu
fn applied(word: u32) -> u32 {
  return bitcast<u32>(silu_f32(bitcast<f32>(word)));
}
