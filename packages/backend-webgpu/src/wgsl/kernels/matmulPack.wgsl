//#include flatGroup
//#divisors depth panels panel_groups
//#params rows row_stride depth_stride items
// An operand [batch, rows, depth] as binary32, in panels of rows that lie together for every k; rows beyond the last are +0.
// One invocation brings eight rows of one k: divisions of indices cost more than the elements.
@compute @workgroup_size(64)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
  @builtin(local_invocation_index) local: u32,
) {
  let step = groups.x * groups.y * 64u;
  for (var id = flat_group(group, groups) * 64u + local; id < p.items; id += step) {
    let row_group = by_panel_groups(id);
    let at = by_depth(row_group);
    let k = row_group - at * p.depth;
    let batch = by_panels(at);
    let first = ((at - batch * p.panels) * p.panel_groups + (id - row_group * p.panel_groups)) * 8u;
    let place = x_place(batch * p.rows * p.depth) + k * p.depth_stride;
    for (var i = 0u; i < 8u; i++) {
      let row = first + i;
      var word = 0u;
      if (row < p.rows) {
        word = x_widen(x_code_at(place + row * p.row_stride));
      }
      y_words[p.y_offset + id * 8u + i] = ${rounded};
    }
  }
}
