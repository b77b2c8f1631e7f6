// ${dtype}: ${trailing} trailing significand bits, exponent bias ${bias}. Exact.
fn decode_${dtype}(code: u32) -> u32 {
  let sign = (code & ${signBit}) << ${signShift}u;
  let magnitude = code & (${signBit} - 1u);
  if (magnitude > ${maxFinite}) {
    return sign | select(0x7fc00000u, 0x7f800000u, magnitude == ${infinity});
  }
  let leading = 31u - countLeadingZeros(magnitude | 1u);
  if (magnitude >= (1u << ${trailing}u)) {
    return sign | ((magnitude << (23u - ${trailing}u)) + ((127u - ${bias}u) << 23u));
  }
  let exponent = (127u + 1u - ${bias}u - ${trailing}u + leading) << 23u;
  let trailing_significand = (magnitude << (23u - leading)) & 0x007fffffu;
  return sign | select(exponent | trailing_significand, 0u, magnitude == 0u);
}

// The code of the magnitude, rounded to nearest even; beyond the largest finite code where it overflows.
fn round_${dtype}(magnitude: u32) -> u32 {
  let dropped = 23u - ${trailing}u;
  if (magnitude >= ((128u - ${bias}u) << 23u)) {
    let rounded = magnitude + ((1u << (dropped - 1u)) - 1u) + ((magnitude >> dropped) & 1u);
    return (rounded >> dropped) - ((127u - ${bias}u) << ${trailing}u);
  }
  // a subnormal: the units of its last place that are in the significand
  let shift = min(dropped + (128u - ${bias}u) - (magnitude >> 23u), 31u);
  let significand = (magnitude & 0x007fffffu) | 0x00800000u;
  let kept = significand >> shift;
  return (significand + ((1u << (shift - 1u)) - 1u) + (kept & 1u)) >> shift;
}

// The code that overflow gives where nothing saturates: infinity, or NaN where there is none.
fn encode_${dtype}(word: u32) -> u32 {
  let code = round_${dtype}(word & 0x7fffffffu);
  let sign = (word >> ${signShift}u) & ${signBit};
  return select(sign | min(code, ${overflow}), ${canonicalNaN}, is_nan(word));
}

fn saturate_${dtype}(word: u32) -> u32 {
  let code = round_${dtype}(word & 0x7fffffffu);
  let sign = (word >> ${signShift}u) & ${signBit};
  return select(sign | min(code, ${maxFinite}), ${canonicalNaN}, is_nan(word));
}
