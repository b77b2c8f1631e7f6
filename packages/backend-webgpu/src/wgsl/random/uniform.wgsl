// low + ((high − low)·u), u = (w >>> 8)·2^−24.
fn drawn(words: vec4<u32>, lane: u32) -> u32 {
  let low = bitcast<f32>(p.low);
  let span = bitcast<f32>(p.span);
  let steps = f32(words[lane] >> 8u);
  return bitcast<u32>(exact(low + span * (steps * 5.9604644775390625e-8)));
}
