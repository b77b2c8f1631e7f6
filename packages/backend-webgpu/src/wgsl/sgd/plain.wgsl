fn direction(i: u32, g: f32) -> f32 {
  return g;
}
