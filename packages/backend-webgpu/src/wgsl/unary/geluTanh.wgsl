//#include functions/geluTanh
fn applied(word: u32) -> u32 {
  return bitcast<u32>(geluTanh_f32(bitcast<f32>(word)));
}
