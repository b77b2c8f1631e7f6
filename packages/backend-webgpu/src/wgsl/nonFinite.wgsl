fn non_finite_flags(word: u32) -> u32 {
  let is_non_finite = (word & 0x7f800000u) == 0x7f800000u;
  let flag = select(${nanFlag}u, ${infFlag}u, (word & 0x007fffffu) == 0u);
  return select(0u, flag, is_non_finite);
}
