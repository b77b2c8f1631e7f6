//#include multiplyHigh functions/powerOfTwo functions/sineOfReduced
// Sine of (quarter_turns + f)·π/2, f a fraction of 64 bits in two words: step 4 of functionCoefficients.sin.
fn sine_of_fraction(quarter_turns: u32, high: u32, low: u32) -> f32 {
  let is_negative = (high >> 31u) != 0u;
  let quadrant = quarter_turns + u32(is_negative);
  let upper = select(high, ~high + u32(low == 0u), is_negative);
  let lower = select(low, 0u - low, is_negative);
  let zeros = min(countLeadingZeros(upper), 31u);
  let leading = (upper << zeros) | ((lower >> 1u) >> (31u - zeros));
  let product = multiply_high(leading, $sin.halfPiWord);
  let product_high = f32(product >> 8u);
  let product_low = f32(product & 255u);
  let exponent = -31 - i32(zeros);
  let r = exact((product_high * 256 + product_low) * power_of_two(exponent));
  return sine_of_reduced(quadrant, select(r, negated(r), is_negative));
}
