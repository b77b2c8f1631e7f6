//#include normalized
// √x, rounded to nearest even, in integers: one bit of the root at a time, what is left over is sticky.
fn square_root(x: f32) -> f32 {
  let word = bitcast<u32>(x);
  if ((word & 0x7fffffffu) == 0u || word == 0x7f800000u) {
    return x;
  }
  if (word > 0x7f800000u) {
    return constant(0x7fc00000u);
  }
  let number = normalized(word);
  let is_odd = ((number.exponent - 127) & 1) != 0;
  // two bits before the point, 24 after it; they enter the remainder in pairs
  var radicand = number.significand << select(1u, 2u, is_odd);
  var root = 0u;
  var rest = 0u;
  for (var bit = 0u; bit < 26u; bit++) {
    rest = (rest << 2u) | ((radicand >> 24u) & 3u);
    radicand <<= 2u;
    let trial = (root << 2u) | 1u;
    let fits = rest >= trial;
    rest = select(rest, rest - trial, fits);
    root = (root << 1u) | u32(fits);
  }
  let inexact = root | u32(rest != 0u);
  let rounded = (inexact + 1u + ((inexact >> 2u) & 1u)) >> 2u;
  let exponent = (number.exponent - 127 - i32(is_odd)) / 2 + 126;
  return bitcast<f32>((u32(exponent) << 23u) + rounded);
}
