alias Number = f32;

fn nothing() -> f32 {
  return constant(0u);
}

fn added(a: f32, b: f32) -> f32 {
  return exact(a + b);
}
