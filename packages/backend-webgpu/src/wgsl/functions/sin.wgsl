//#include functions/sine
fn sin_f32(x: f32) -> f32 {
  let word = bitcast<u32>(x);
  if ((word & 0x7fffffffu) == 0u) {
    return x;
  }
  return bitcast<f32>(bitcast<u32>(sine(bitcast<f32>(word & 0x7fffffffu), 0u)) ^ (word & 0x80000000u));
}
