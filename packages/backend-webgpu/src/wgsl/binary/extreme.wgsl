// The order of N3: NaN wins, −0 is below +0.
fn combined(a: u32, b: u32) -> u32 {
  if (is_nan(a)) {
    return a;
  }
  return select(b, a, !is_nan(b) && order(a) ${operator} order(b));
}
