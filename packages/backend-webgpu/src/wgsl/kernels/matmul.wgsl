//#include flatGroup
//#params batches m n k tile_rows tile_columns across group_rows group_columns
// One invocation computes 8 × 8 elements by N5: k ascending in blocks of 256. Loads cost more than arithmetic, so both
// operands come as vectors: `a` in panels of 8 rows, `b` in rows of whole tiles. The tiles of a work group form a block, so
// that they share what they load.
@compute @workgroup_size(64)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
  @builtin(local_invocation_index) local: u32,
) {
  let id = flat_group(group, groups);
  let group_row = id / p.group_columns;
  let batch = group_row / p.group_rows;
  let tile_row = (group_row - batch * p.group_rows) * (64u / p.across) + local / p.across;
  let tile_column = (id - group_row * p.group_columns) * p.across + local % p.across;
  if (batch >= p.batches || tile_row >= p.tile_rows || tile_column >= p.tile_columns) {
    return;
  }
  let row = tile_row * 8u;
  let column = tile_column * 8u;
  let b_step = p.tile_columns * 2u;
  var a_at = p.a_offset / 4u + (batch * p.tile_rows + tile_row) * p.k * 2u;
  var b_at = p.b_offset / 4u + batch * p.k * b_step + tile_column * 2u;
  let zero = vec4(constant(0u));
  var left# = zero; //#times 8
  var right# = zero; //#times 8
  for (var start = 0u; start < p.k; start += 256u) {
    let end = min(start + 256u, p.k);
    var left_part# = zero; //#times 8
    var right_part# = zero; //#times 8
    for (var k = start; k < end; k++) {
      let b_left = b_words[b_at];
      let b_right = b_words[b_at + 1u];
      let upper = a_words[a_at];
      let lower = a_words[a_at + 1u];
      left_part0 = exact4(left_part0 + upper.x * b_left);
      left_part1 = exact4(left_part1 + upper.y * b_left);
      left_part2 = exact4(left_part2 + upper.z * b_left);
      left_part3 = exact4(left_part3 + upper.w * b_left);
      left_part4 = exact4(left_part4 + lower.x * b_left);
      left_part5 = exact4(left_part5 + lower.y * b_left);
      left_part6 = exact4(left_part6 + lower.z * b_left);
      left_part7 = exact4(left_part7 + lower.w * b_left);
      right_part0 = exact4(right_part0 + upper.x * b_right);
      right_part1 = exact4(right_part1 + upper.y * b_right);
      right_part2 = exact4(right_part2 + upper.z * b_right);
      right_part3 = exact4(right_part3 + upper.w * b_right);
      right_part4 = exact4(right_part4 + lower.x * b_right);
      right_part5 = exact4(right_part5 + lower.y * b_right);
      right_part6 = exact4(right_part6 + lower.z * b_right);
      right_part7 = exact4(right_part7 + lower.w * b_right);
      a_at += 2u;
      b_at += b_step;
    }
    left# = exact4(left# + left_part#); //#times 8
    right# = exact4(right# + right_part#); //#times 8
  }
  let first = (batch * p.m + row) * p.n + column;
  store(left#, row + #u, column, first + #u * p.n); //#times 8
  store(right#, row + #u, column + 4u, first + #u * p.n + 4u); //#times 8
}

fn store(values: vec4<f32>, row: u32, column: u32, first: u32) {
  if (row >= p.m || column >= p.n) {
    return;
  }
  var sums = values;
  let count = min(4u, p.n - column);
  for (var i = 0u; i < count; i++) {
    y_words[p.y_offset + first + i] = bitcast<u32>(sums[i]);
  }
}
