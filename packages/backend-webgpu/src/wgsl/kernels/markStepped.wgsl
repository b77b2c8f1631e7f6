//#params parameter
@compute @workgroup_size(1)
fn main() {
  if (state_words[p.state_offset + ${foundWord}u] == 0u) {
    state_words[p.state_offset + ${flagsWord}u + p.parameter] |= ${steppedFlag}u;
  }
}
