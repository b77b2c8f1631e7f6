//#include word
fn element(i: u32) -> u32 {
  return select(b_code(i), a_code(i), condition_code(i) != 0u);
}
