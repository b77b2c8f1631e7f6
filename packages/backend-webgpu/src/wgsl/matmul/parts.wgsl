// The blocks of k in their order, from +0 (N5).
fn sum_of(i: u32) -> f32 {
  var sum = constant(0u);
  var at = i;
  for (var part = 0u; part < p.parts; part++) {
    sum = exact(sum + x_float(at));
    at += p.count;
  }
  return sum;
}
