//#include word
//#params group stride
// The element that an index within each stretch names; `group` results share a stretch of `stride` elements.
fn element(i: u32) -> u32 {
  return x_code((i / p.group) * p.stride + index_code(i));
}
