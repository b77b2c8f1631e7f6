// A binary32 word of an integer: rounded to nearest even, or to odd, from which a narrower format rounds once (N8).
fn f32_of_integer(integer: u32, to_odd: bool) -> u32 {
  let is_negative = (integer >> 31u) != 0u;
  let magnitude = select(integer, 0u - integer, is_negative);
  if (magnitude == 0u) {
    return 0u;
  }
  let zeros = countLeadingZeros(magnitude);
  let significand = magnitude << zeros;
  let exponent = (157u - zeros) << 23u;
  let kept = significand >> 8u;
  let rest = significand & 0xffu;
  let up = rest > 128u || (rest == 128u && (kept & 1u) != 0u);
  let nearest = exponent + kept + u32(up);
  let odd = (exponent + kept) | u32(rest != 0u);
  return (integer & 0x80000000u) | select(nearest, odd, to_odd);
}
