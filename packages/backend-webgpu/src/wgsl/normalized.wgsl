struct Normalized {
  significand: u32,
  exponent: i32,
}

// A magnitude that is neither zero nor infinite as 24 bits of significand and a biased exponent, below 1 for subnormals.
fn normalized(magnitude: u32) -> Normalized {
  if (magnitude >= 0x00800000u) {
    return Normalized((magnitude & 0x007fffffu) | 0x00800000u, i32(magnitude >> 23u));
  }
  let shift = countLeadingZeros(magnitude) - 8u;
  return Normalized(magnitude << shift, 1 - i32(shift));
}
