// A skipped step does not count (N10).
@compute @workgroup_size(1)
fn main() {
  if (state_words[p.state_offset + ${foundWord}u] == 0u) {
    state_words[p.state_offset + ${stepWord}u] += 1u;
  }
}
