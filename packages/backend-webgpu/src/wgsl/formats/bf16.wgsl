fn decode_bf16(code: u32) -> u32 {
  return code << 16u;
}

// Rounds to nearest even; what overflows becomes infinity.
fn encode_bf16(word: u32) -> u32 {
  let rounded = (word + 0x7fffu + ((word >> 16u) & 1u)) >> 16u;
  return select(rounded, 0x7fc0u, is_nan(word));
}

fn saturate_bf16(word: u32) -> u32 {
  let code = encode_bf16(word);
  return select(code, code - 1u, (code & 0x7fffu) == 0x7f80u);
}
