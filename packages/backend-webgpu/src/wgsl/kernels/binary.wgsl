//#include word binary/${op}
fn element(i: u32) -> u32 {
  return y_encode(combined(a_word(i), b_word(i)));
}
