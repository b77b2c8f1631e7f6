//#include word
fn element(i: u32) -> u32 {
  return x_code(i);
}
