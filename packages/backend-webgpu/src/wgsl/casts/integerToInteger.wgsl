fn casted(code: u32) -> u32 {
  return code & ${mask};
}
