//#include functions/pow
fn combined(a: u32, b: u32) -> u32 {
  return bitcast<u32>(pow_f32(bitcast<f32>(a), bitcast<f32>(b)));
}
