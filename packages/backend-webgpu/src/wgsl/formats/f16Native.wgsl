// f16 by the device's own conversions, for the fast tier: WGSL lets them round either way. What overflows or becomes
// subnormal is integer code, since they may give anything then, and SwiftShader rounds some subnormals wrongly.
fn unpack_f16(code: u32) -> u32 {
  return bitcast<u32>(unpack2x16float(code).x);
}

fn pack_f16(word: u32) -> u32 {
  let magnitude = word & 0x7fffffffu;
  if (magnitude < 0x38800000u) {
    return encode_f16(word);
  }
  let sign = word & 0x80000000u;
  let finite = bitcast<f32>(sign | min(magnitude, 0x477fe000u));
  let packed = pack2x16float(vec2(finite, 0f)) & 0xffffu;
  let overflowing = select(packed, (sign >> 16u) | 0x7c00u, magnitude >= 0x477ff000u);
  return select(overflowing, 0x7e00u, is_nan(word));
}
