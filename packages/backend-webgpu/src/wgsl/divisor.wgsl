//#include divided
fn by_${name}(i: u32) -> u32 {
  return divided(i, p.${name}_magic, p.${name}_shift);
}
