//#include word
//#params rows width
fn element(i: u32) -> u32 {
  let at = i / p.width;
  let row = index_code(at);
  if (row >= p.rows) {
    return 0u;
  }
  return x_code(row * p.width + (i - at * p.width));
}
