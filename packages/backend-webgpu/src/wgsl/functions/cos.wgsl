//#include functions/sine
fn cos_f32(x: f32) -> f32 {
  return sine(bitcast<f32>(bitcast<u32>(x) & 0x7fffffffu), 1u);
}
