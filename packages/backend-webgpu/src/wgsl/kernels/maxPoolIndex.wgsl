//#include word poolWindow
// Index in its plane of the first NaN if any, else of the first maximum, with −0 below +0 (N3).
fn element(i: u32) -> u32 {
  let window = pool_window(i);
  let plane = window.plane * p.height * p.width;
  var best = window.top * p.width + window.left;
  var record = key(x_word(plane + best));
  for (var h = window.top; h < window.bottom; h++) {
    for (var w = window.left; w < window.right; w++) {
      let index = h * p.width + w;
      let candidate = key(x_word(plane + index));
      if (candidate > record) {
        record = candidate;
        best = index;
      }
    }
  }
  return best;
}

fn key(word: u32) -> i32 {
  return select(order(word), 0x7fffffff, is_nan(word));
}
