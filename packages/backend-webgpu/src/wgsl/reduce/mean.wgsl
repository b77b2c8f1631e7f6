// Divided by the rounded count, never multiplied by a reciprocal (N6).
fn result(total: f32) -> u32 {
  let count = bitcast<f32>(p.divisor);
  return bitcast<u32>(exact(total / count));
}
