//#include flatGroup
//#params parts span batches m n k tile_rows tile_columns across band batch_groups a_batch a_tile a_step b_batch b_tile b_step
// One invocation computes 8 × 8 elements by N5: k ascending in blocks of 256. Loads cost more than arithmetic, so both
// operands come as vectors: `a` eight rows together for every k, `b` in rows of whole tiles. Tiles are numbered row by row in
// bands of a few columns, so that those of a work group share what they load and hardly an invocation has none. Where there
// are too few for the device, each block of k is a part of its own, and what comes out are the parts of every element.
@compute @workgroup_size(64)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
  @builtin(local_invocation_index) local: u32,
) {
  let id = flat_group(group, groups);
  let matrix = id / p.batch_groups;
  let number = (id - matrix * p.batch_groups) * 64u + local;
  let band = number / p.band;
  let in_band = number - band * p.band;
  let tile_row = in_band / p.across;
  let tile_column = band * p.across + in_band - tile_row * p.across;
  let part = matrix / p.batches;
  let batch = matrix - part * p.batches;
  if (part >= p.parts || tile_row >= p.tile_rows || tile_column >= p.tile_columns) {
    return;
  }
  let row = tile_row * 8u;
  let column = tile_column * 8u;
  let first_k = part * p.span;
  let end_k = min(first_k + p.span, p.k);
  var a_at = p.a_offset / 4u + batch * p.a_batch + tile_row * p.a_tile + first_k * p.a_step;
  var b_at = p.b_offset / 4u + batch * p.b_batch + tile_column * p.b_tile + first_k * p.b_step;
  let zero = vec4(constant(0u));
  var left# = zero; //#times 8
  var right# = zero; //#times 8
  for (var start = first_k; start < end_k; start += 256u) {
    let end = min(start + 256u, end_k);
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
      a_at += p.a_step;
      b_at += p.b_step;
    }
    left# = exact4(left# + left_part#); //#times 8
    right# = exact4(right# + right_part#); //#times 8
  }
  let first = (matrix * p.m + row) * p.n + column;
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
