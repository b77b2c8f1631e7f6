//#params count rows
// Notes an index that is out of range: its position + 1, the index, and how many rows there are.
@compute @workgroup_size(64)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
  @builtin(local_invocation_index) local: u32,
) {
  let i = (group.y * groups.x + group.x) * 64u + local;
  if (i >= p.count) {
    return;
  }
  let row = index_code(i);
  if (row >= p.rows && atomicCompareExchangeWeak(&found_words[p.found_offset], 0u, i + 1u).exchanged) {
    atomicStore(&found_words[p.found_offset + 1u], row);
    atomicStore(&found_words[p.found_offset + 2u], p.rows);
  }
}
