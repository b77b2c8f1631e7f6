fn direction(i: u32, g: f32) -> f32 {
  let is_first = (state_code(${flagsWord}u + p.parameter) & ${steppedFlag}u) == 0u;
  let mu = bitcast<f32>(p.mu);
  let damp = bitcast<f32>(p.damp);
  let before = buffer_float(i);
  let velocity = select(exact(mu * before + damp * g), g, is_first);
  buffer_words[p.buffer_offset + i] = bitcast<u32>(velocity);
  return exact(${direction});
}
