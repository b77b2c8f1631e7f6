//#include functions/erf
fn gelu_f32(x: f32) -> f32 {
  return exact((x * 0.5) * (1 + erf_f32(x * $gelu.sqrtHalf)));
}
