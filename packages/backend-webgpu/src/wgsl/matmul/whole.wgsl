fn sum_of(i: u32) -> f32 {
  return x_float(i);
}
