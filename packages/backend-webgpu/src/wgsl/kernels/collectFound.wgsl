//#params word_count
// Brings an optimizer's found flag together with those of the others, and clears it and what its parameters noted.
@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) local: u32) {
  let word = group.x * 64u + local;
  if (word == ${foundWord}u) {
    if (state_words[p.state_offset + word] != 0u) {
      found_words[p.found_offset] = 1u;
    }
    state_words[p.state_offset + word] = 0u;
  }
  if (word >= ${flagsWord}u && word < p.word_count) {
    state_words[p.state_offset + word] &= ${steppedFlag}u;
  }
}
