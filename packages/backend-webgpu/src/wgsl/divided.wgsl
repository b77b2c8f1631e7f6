//#include multiplyHigh
// The quotient of i below 2³¹ by a divisor whose words the host gives: the high word of a product, shifted. A software device
// takes ten times as long for the integer division itself.
fn divided(i: u32, magic: u32, shift: u32) -> u32 {
  return multiply_high(i << 1u, magic) >> shift;
}
