// Sine of quadrant·π/2 + r for |r| ≤ π/4; only quadrant mod 4 counts.
fn sine_of_reduced(quadrant: u32, r: f32) -> f32 {
  let z = exact(r * r);
  let sine = exact((horner($sin.polynomial, z) * z) * r + r);
  let cosine = exact((horner($cos.polynomial, z) * z) * z - 0.5 * z + 1);
  let y = select(sine, cosine, (quadrant & 1u) != 0u);
  return select(y, negated(y), (quadrant & 2u) != 0u);
}
