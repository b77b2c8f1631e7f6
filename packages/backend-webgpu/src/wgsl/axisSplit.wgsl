//#include divided
struct Split {
  rest: u32,
  place: u32,
}

// Takes the coordinate of one axis off an index and moves the place by it.
fn split(at: Split, magic: u32, shift: u32, size: u32, stride: u32) -> Split {
  let next = divided(at.rest, magic, shift);
  return Split(next, at.place + (at.rest - next * size) * stride);
}
