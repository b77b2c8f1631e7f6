fn casted(code: u32) -> u32 {
  return truncated_${to}(decode_${from}(code));
}
