//#params value mask
@compute @workgroup_size(1)
fn main() {
  y_words[p.y_offset] = (y_words[p.y_offset] & ~p.mask) | p.value;
}
