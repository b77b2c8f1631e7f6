//#params word_count count
// One invocation owns one word of the output (N17) and gives element() for each element in it.
@compute @workgroup_size(64)
fn main(
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>,
  @builtin(local_invocation_index) local: u32,
) {
  let step = groups.x * groups.y * 64u;
  for (var word = (group.y * groups.x + group.x) * 64u + local; word < p.word_count; word += step) {
    var packed = 0u;
    for (var lane = 0u; lane < y_per_word; lane++) {
      let i = word * y_per_word + lane;
      if (i < p.count) {
        packed |= y_packed(element(i), lane);
      }
    }
    y_words[p.y_offset / y_per_word + word] = packed;
  }
}
