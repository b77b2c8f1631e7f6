alias Number = u32;

fn nothing() -> u32 {
  return 0u;
}

fn added(a: u32, b: u32) -> u32 {
  return a + b;
}
