fn applied(word: u32) -> u32 {
  return word & 0x7fffffffu;
}
