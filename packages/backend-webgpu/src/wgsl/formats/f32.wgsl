fn decode_f32(code: u32) -> u32 {
  return code;
}

fn encode_f32(word: u32) -> u32 {
  return word;
}

fn saturate_f32(word: u32) -> u32 {
  let is_infinite = (word & 0x7fffffffu) == 0x7f800000u;
  return select(word, word - 1u, is_infinite);
}
