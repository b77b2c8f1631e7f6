//#include word
//#divisors width
//#params source_rows
// Every row adds its sources in ascending order, in binary32 from +0 (N7).
fn element(i: u32) -> u32 {
  let row = by_width(i);
  let column = i - row * p.width;
  var sum = constant(0u);
  for (var source = 0u; source < p.source_rows; source++) {
    if (index_code(source) == row) {
      let at = source * p.width + column;
      sum = exact(sum + x_float(at));
    }
  }
  return y_encode(bitcast<u32>(sum));
}
