//#include flatGroup reduce/${number} reduce/${value} reduce/${result}
//#params rows count divisor
// One invocation sums one row as the 64 lanes of reduceSum do. Lanes without elements are +0, which changes no sum that
// started at +0, and are left out.
@compute @workgroup_size(64)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
  @builtin(local_invocation_index) local: u32,
) {
  let row = flat_group(group, groups) * 64u + local;
  if (row >= p.rows) {
    return;
  }
  var lanes: array<Number, 64>;
  var filled = min(p.count, 64u);
  lanes[0] = nothing();
  for (var lane = 0u; lane < filled; lane++) {
    var sum = nothing();
    for (var i = lane; i < p.count; i += 64u) {
      sum = added(sum, value(row * p.count + i));
    }
    lanes[lane] = sum;
  }
  for (var width = 32u; width > 0u; width >>= 1u) {
    for (var lane = 0u; lane + width < filled; lane++) {
      lanes[lane] = added(lanes[lane], lanes[lane + width]);
    }
    filled = min(filled, width);
  }
  y_words[p.y_offset + row] = result(lanes[0]);
}
