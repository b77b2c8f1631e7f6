fn with_term(sum: f32, output: u32, pixel: u32) -> f32 {
  if (index_code(output) != pixel) {
    return sum;
  }
  return exact(sum + g_float(output));
}
