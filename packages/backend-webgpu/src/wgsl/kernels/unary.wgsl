//#include word unary/${op}
fn element(i: u32) -> u32 {
  return y_encode(applied(x_word(i)));
}
