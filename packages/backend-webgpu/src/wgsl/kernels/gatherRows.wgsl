//#include word
//#divisors width
//#params rows
fn element(i: u32) -> u32 {
  let at = by_width(i);
  let row = index_code(at);
  if (row >= p.rows) {
    return 0u;
  }
  return x_code(row * p.width + (i - at * p.width));
}
