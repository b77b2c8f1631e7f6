//#include word
//#divisors group
//#params stride
// The element that an index within each stretch names; `group` results share a stretch of `stride` elements.
fn element(i: u32) -> u32 {
  return x_code(by_group(i) * p.stride + index_code(i));
}
