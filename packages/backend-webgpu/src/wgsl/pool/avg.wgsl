fn with_term(sum: f32, output: u32, pixel: u32) -> f32 {
  let count = pool_count(pool_window(output));
  return exact(sum + g_float(output) / count);
}
