//#include flatGroup matmul/${bias}
//#params batches m n k tile_rows tile_columns b_stride
// One invocation computes 8 × 4 elements by N5: k ascending in blocks of 256. `a` lies in panels of 8 rows, `b` in rows.
@compute @workgroup_size(64)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
  @builtin(local_invocation_index) local: u32,
) {
  let id = flat_group(group, groups) * 64u + local;
  let tile_column = id % p.tile_columns;
  let at = id / p.tile_columns;
  if (at >= p.batches * p.tile_rows) {
    return;
  }
  let batch = at / p.tile_rows;
  let row = (at - batch * p.tile_rows) * 8u;
  let column = tile_column * 4u;
  var a_at = p.a_offset + at * p.k * 8u;
  var b_at = p.b_offset + batch * p.k * p.b_stride + column;
  let zero = vec4(constant(0u));
  var sum# = zero; //#times 8
  for (var start = 0u; start < p.k; start += 256u) {
    let end = min(start + 256u, p.k);
    var part# = zero; //#times 8
    for (var k = start; k < end; k++) {
      let b = bitcast<vec4<f32>>(vec4(b_words[b_at], b_words[b_at + 1u], b_words[b_at + 2u], b_words[b_at + 3u]));
      let a# = bitcast<f32>(a_words[a_at + #u]); //#times 8
      part# = exact4(part# + a# * b); //#times 8
      a_at += 8u;
      b_at += p.b_stride;
    }
    sum# = exact4(sum# + part#); //#times 8
  }
  let first = (batch * p.m + row) * p.n + column;
  store(sum#, row + #u, column, first + #u * p.n); //#times 8
}

fn store(values: vec4<f32>, row: u32, column: u32, first: u32) {
  if (row >= p.m) {
    return;
  }
  var sums = values;
  let count = min(4u, p.n - column);
  for (var i = 0u; i < count; i += y_per_word) {
    var packed = 0u;
    for (var lane = 0u; lane < y_per_word; lane++) {
      packed |= y_packed(y_encode(bitcast<u32>(biased(sums[i + lane], first + i + lane))), lane);
    }
    y_words[(p.y_offset + first + i) / y_per_word] = packed;
  }
}
