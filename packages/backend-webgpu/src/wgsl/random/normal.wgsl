//#include functions/log functions/sineOfFraction
// Box and Muller: of each pair the first is r·cos, which is the sine a quarter turn further, the second r·sin.
fn drawn(words: vec4<u32>, lane: u32) -> u32 {
  let first = words[lane & 2u];
  let angle = words[lane | 1u];
  let steps = f32((first >> 8u) + 1u);
  let radius = exact(sqrt(-2 * log_f32(steps * 5.9604644775390625e-8)));
  let quarter_turns = 1u - (lane & 1u) + (angle >> 30u);
  let sine = sine_of_fraction(quarter_turns, angle << 2u, 0u);
  return bitcast<u32>(exact(radius * sine));
}
