//#include functions/sigmoid
fn silu_f32(x: f32) -> f32 {
  return exact(x * sigmoid_f32(x));
}
