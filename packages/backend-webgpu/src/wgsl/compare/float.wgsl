// IEEE comparison on words: −0 = +0, and a NaN is unordered (N3).
fn relation(a: u32, b: u32) -> u32 {
  let x = order(select(a, 0u, a == 0x80000000u));
  let y = order(select(b, 0u, b == 0x80000000u));
  return select(relation_of(x, y), 3u, is_nan(a) || is_nan(b));
}
