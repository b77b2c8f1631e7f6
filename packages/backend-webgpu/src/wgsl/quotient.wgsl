//#include normalized
// a ÷ b, rounded to nearest even, in integers: four digits of seven bits, what is left over is sticky.
fn quotient(a: f32, b: f32) -> f32 {
  let sign = (bitcast<u32>(a) ^ bitcast<u32>(b)) & 0x80000000u;
  let x = bitcast<u32>(a) & 0x7fffffffu;
  let y = bitcast<u32>(b) & 0x7fffffffu;
  if (x > 0x7f800000u || y > 0x7f800000u || (x == y && (x == 0u || x == 0x7f800000u))) {
    return constant(0x7fc00000u);
  }
  if (x == 0x7f800000u || y == 0u) {
    return bitcast<f32>(sign | 0x7f800000u);
  }
  if (x == 0u || y == 0x7f800000u) {
    return bitcast<f32>(sign);
  }
  let n = normalized(x);
  let d = normalized(y);
  let is_below = n.significand < d.significand;
  let exponent = n.exponent - d.exponent + 127 - i32(is_below);
  var rest = (n.significand << u32(is_below)) - d.significand;
  var digits = 1u;
  for (var step = 0u; step < 4u; step++) {
    rest <<= 7u;
    let digit = rest / d.significand;
    rest -= digit * d.significand;
    digits = (digits << 7u) | digit;
  }
  if (exponent >= 255) {
    return bitcast<f32>(sign | 0x7f800000u);
  }
  // 29 bits, of which 24 are kept, or fewer in a subnormal
  let shift = u32(clamp(6 - exponent, 5, 31));
  let inexact = digits | u32(rest != 0u);
  let kept = inexact >> shift;
  let rounded = (inexact + ((1u << (shift - 1u)) - 1u) + (kept & 1u)) >> shift;
  return bitcast<f32>(sign | ((u32(max(exponent, 1) - 1) << 23u) + rounded));
}
