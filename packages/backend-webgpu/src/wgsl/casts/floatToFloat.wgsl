fn casted(code: u32) -> u32 {
  return ${rounding}_${to}(decode_${from}(code));
}
