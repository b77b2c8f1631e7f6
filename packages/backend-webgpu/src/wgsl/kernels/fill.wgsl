//#params value
//#include word
fn element(i: u32) -> u32 {
  return y_encode(p.value);
}
