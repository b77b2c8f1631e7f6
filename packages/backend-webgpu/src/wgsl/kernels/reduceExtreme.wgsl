//#include flatGroup
//#params rows count
var<workgroup> keys: array<i32, 64>;
var<workgroup> indices: array<u32, 64>;

// What the largest is wanted of.
fn key(word: u32) -> i32 {
  return ${key};
}

// One work group finds the first largest key of one row; of equal keys the lower index wins (N3).
@compute @workgroup_size(64)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
  @builtin(local_invocation_index) lane: u32,
) {
  let row = flat_group(group, groups);
  if (row >= p.rows) {
    return;
  }
  var best = bitcast<i32>(0x80000000u);
  var index = 0xffffffffu;
  for (var i = lane; i < p.count; i += 64u) {
    let candidate = key(x_word(row * p.count + i));
    if (candidate > best || index == 0xffffffffu) {
      best = candidate;
      index = i;
    }
  }
  keys[lane] = best;
  indices[lane] = index;
  workgroupBarrier();
  for (var width = 32u; width > 0u; width >>= 1u) {
    if (lane < width) {
      let other = lane + width;
      if (keys[other] > keys[lane] || (keys[other] == keys[lane] && indices[other] < indices[lane])) {
        keys[lane] = keys[other];
        indices[lane] = indices[other];
      }
    }
    workgroupBarrier();
  }
  if (lane == 0u) {
    y_words[p.y_offset + row] = indices[0];
  }
}
