fn encode_i32(word: u32) -> u32 {
  return word;
}

fn decode_i32(code: u32) -> u32 {
  return code;
}

// Toward zero, saturating; NaN gives 0 (N8).
fn truncated_i32(word: u32) -> u32 {
  let magnitude = word & 0x7fffffffu;
  let is_negative = (word >> 31u) != 0u;
  if (magnitude > 0x7f800000u || magnitude < 0x3f800000u) {
    return 0u;
  }
  let exponent = (magnitude >> 23u) - 127u;
  if (exponent >= 31u) {
    return select(0x7fffffffu, 0x80000000u, is_negative);
  }
  let significand = (magnitude & 0x007fffffu) | 0x00800000u;
  let integer = select(significand >> (23u - min(exponent, 23u)), significand << (max(exponent, 23u) - 23u), exponent >= 23u);
  return select(integer, 0u - integer, is_negative);
}
