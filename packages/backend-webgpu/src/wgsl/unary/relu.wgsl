// maximum(x, +0): NaN stays, whatever else has the sign becomes +0 (N3).
fn applied(word: u32) -> u32 {
  return select(word, 0u, (word >> 31u) != 0u && !is_nan(word));
}
