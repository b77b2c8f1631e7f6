//#include functions/tanh
fn geluTanh_f32(x: f32) -> f32 {
  return exact((x * 0.5) * (1 + tanh_f32($geluTanh.sqrtTwoOverPi * (x + $geluTanh.cubic * ((x * x) * x)))));
}
