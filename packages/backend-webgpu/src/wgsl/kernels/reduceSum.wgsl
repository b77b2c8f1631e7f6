//#include flatGroup reduce/${number} reduce/${value} reduce/${result}
//#params rows blocks count divisor
var<workgroup> lanes: array<Number, 64>;

// One work group sums a block of 4096 elements of one row in the order of N6: 64 lanes from +0, then the tree.
@compute @workgroup_size(64)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
  @builtin(local_invocation_index) lane: u32,
) {
  let id = flat_group(group, groups);
  if (id >= p.rows * p.blocks) {
    return;
  }
  let row = id / p.blocks;
  let start = (id - row * p.blocks) * 4096u;
  let end = min(start + 4096u, p.count);
  var sum = nothing();
  for (var i = start + lane; i < end; i += 64u) {
    sum = added(sum, value(row * p.count + i));
  }
  lanes[lane] = sum;
  workgroupBarrier();
  for (var width = 32u; width > 0u; width >>= 1u) {
    if (lane < width) {
      lanes[lane] = added(lanes[lane], lanes[lane + width]);
    }
    workgroupBarrier();
  }
  if (lane == 0u) {
    y_words[p.y_offset + id] = result(lanes[0]);
  }
}
