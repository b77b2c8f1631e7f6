//#include formats/i32
fn encode_u8(word: u32) -> u32 {
  return word;
}

fn decode_u8(code: u32) -> u32 {
  return code;
}

fn truncated_u8(word: u32) -> u32 {
  return u32(clamp(bitcast<i32>(truncated_i32(word)), 0, 255));
}
