fn rsqrt_f32(x: f32) -> f32 {
  return exact(1 / sqrt(x));
}
