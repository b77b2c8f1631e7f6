// For more axes than anything but a test has.
fn ${name}_place(i: u32) -> u32 {
  var rest = i;
  var place = p.${name}_offset;
  for (var axis = 0u; axis < p.${name}_rank; axis++) {
    let size = p.${name}_shape[axis >> 2u][axis & 3u];
    let next = rest / size;
    place += (rest - next * size) * p.${name}_strides[axis >> 2u][axis & 3u];
    rest = next;
  }
  return place;
}
