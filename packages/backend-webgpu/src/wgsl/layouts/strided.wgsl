//#include axisSplit
// Axes from the innermost; the last keeps what is left. They are written out one by one: this is several times as fast as a
// loop, since the compiler knows which words of the parameters it needs.
fn ${name}_place(i: u32) -> u32 {
  var at = Split(i, p.${name}_offset);
  if (p.${name}_rank > 1u) {
    at = split(at, p.${name}_magic.x, p.${name}_shift.x, p.${name}_shape.x, p.${name}_strides.x);
    if (p.${name}_rank > 2u) {
      at = split(at, p.${name}_magic.y, p.${name}_shift.y, p.${name}_shape.y, p.${name}_strides.y);
      if (p.${name}_rank > 3u) {
        at = split(at, p.${name}_magic.z, p.${name}_shift.z, p.${name}_shape.z, p.${name}_strides.z);
      }
    }
  }
  return at.place + at.rest * p.${name}_last;
}
