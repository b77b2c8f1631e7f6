// In binary32, before the one rounding to the dtype of the output (N5).
fn biased(value: f32, i: u32) -> f32 {
  return exact(value + bias_float(i));
}
