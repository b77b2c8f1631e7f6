//#include word casts/${cast}
fn element(i: u32) -> u32 {
  return casted(x_code(i));
}
