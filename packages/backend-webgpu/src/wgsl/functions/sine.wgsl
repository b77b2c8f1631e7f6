//#include functions/sineOfFraction
// 32 bits of the table from the given one on; two shifts, since one by 32 is none.
fn bits_of_two_over_pi(start: u32) -> u32 {
  var table = $sin.twoOverPiBits;
  let i = start >> 5u;
  let offset = start & 31u;
  return (table[i] << offset) | ((table[i + 1u] >> 1u) >> (31u - offset));
}

// Payne and Hanek's reduction: the product of the significand and those 96 bits of 2/π that matter modulo 4.
fn sine_of_large(word: u32, quarter_turns: u32) -> f32 {
  let significand = (word & 0x007fffffu) | 0x00800000u;
  let start = (word >> 23u) - 120u;
  let middle_bits = bits_of_two_over_pi(start + 32u);
  let middle = significand * middle_bits;
  let lower = middle + multiply_high(significand, bits_of_two_over_pi(start + 64u));
  let high = significand * bits_of_two_over_pi(start);
  let upper = high + multiply_high(significand, middle_bits) + u32(lower < middle);
  return sine_of_fraction(quarter_turns + (upper >> 30u), (upper << 2u) | (lower >> 30u), lower << 2u);
}

// Sine of a + quarter_turns·π/2 for a ≥ +0, step by step as functionCoefficients.sin says.
fn sine(a: f32, quarter_turns: u32) -> f32 {
  let word = bitcast<u32>(a);
  if (word >= 0x7f800000u) {
    return constant(0x7fc00000u);
  }
  if (word >= $sin.payneHanekFrom) {
    return sine_of_large(word, quarter_turns);
  }
  let n = i32(floor(exact(a * $sin.twoOverPi + 0.5)));
  let multiple = f32(n);
  let r = exact(((a - multiple * $sin.halfPiHigh) - multiple * $sin.halfPiMiddle) - multiple * $sin.halfPiLow);
  return sine_of_reduced(u32(n) + quarter_turns, r);
}
