fn value(i: u32) -> f32 {
  let x = x_float(i);
  return exact(x * x);
}
