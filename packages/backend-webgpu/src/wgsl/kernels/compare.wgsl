//#include word compare/${kind}
fn element(i: u32) -> u32 {
  return u32(compared(a_word(i), b_word(i)));
}
