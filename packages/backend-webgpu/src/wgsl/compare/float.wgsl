// IEEE comparison on words: −0 = +0, and with a NaN `ne` alone is true (N3).
fn compared(a: u32, b: u32) -> bool {
  let x = order(select(a, 0u, a == 0x80000000u));
  let y = order(select(b, 0u, b == 0x80000000u));
  return select(x ${operator} y, ${withNaN}, is_nan(a) || is_nan(b));
}
