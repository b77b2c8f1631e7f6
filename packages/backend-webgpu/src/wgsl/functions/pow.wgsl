//#include functions/exp functions/log
// x^n by squaring, the lowest bit of n first.
fn ladder(x: f32, n: u32) -> f32 {
  var product = constant(0x3f800000u);
  var base = x;
  for (var rest = n; rest > 0u; rest >>= 1u) {
    if ((rest & 1u) == 1u) {
      product = exact(product * base);
    }
    base = exact(base * base);
  }
  return product;
}

// Bits of |y| below its point: 0 where y is an even integer, 1 where it is an odd one, 2 where it is none.
fn parity(magnitude: u32) -> u32 {
  let exponent = magnitude >> 23u;
  let significand = (magnitude & 0x007fffffu) | 0x00800000u;
  if (exponent > 150u || magnitude == 0u) {
    return 0u;
  }
  if (exponent < 127u) {
    return 2u;
  }
  let shift = 150u - exponent;
  if ((significand & ((1u << shift) - 1u)) != 0u) {
    return 2u;
  }
  return (significand >> shift) & 1u;
}

// Step by step as functionCoefficients.pow says.
fn pow_f32(x: f32, y: f32) -> f32 {
  let base = bitcast<u32>(x);
  let exponent = bitcast<u32>(y);
  let base_magnitude = base & 0x7fffffffu;
  let exponent_magnitude = exponent & 0x7fffffffu;
  if (exponent_magnitude == 0u || base == 0x3f800000u) {
    return constant(0x3f800000u);
  }
  if (is_nan(base) || is_nan(exponent)) {
    return constant(0x7fc00000u);
  }
  let kind = parity(exponent_magnitude);
  if (kind != 2u && exponent_magnitude < $pow.ladderBelow) {
    let product = ladder(x, u32(bitcast<f32>(exponent_magnitude)));
    if ((exponent >> 31u) == 0u) {
      return product;
    }
    return exact(1 / product);
  }
  let is_negative = (base >> 31u) != 0u;
  if (kind == 2u && is_negative && base_magnitude != 0u && base_magnitude != 0x7f800000u) {
    return constant(0x7fc00000u);
  }
  let a = bitcast<f32>(base_magnitude);
  var magnitude = constant(0x3f800000u);
  if (exponent == 0x3f000000u) {
    magnitude = exact(sqrt(a));
  } else if (base_magnitude != 0x3f800000u) {
    magnitude = exact(exp_f32(y * log_f32(a)));
  }
  return select(magnitude, negated(magnitude), is_negative && kind == 1u);
}
