//#include word
//#params length
// Index of the first largest key of one short row (N3).
fn element(row: u32) -> u32 {
  var index = 0u;
  var best = key(x_word(row * p.length));
  for (var i = 1u; i < p.length; i++) {
    let candidate = key(x_word(row * p.length + i));
    if (candidate > best) {
      best = candidate;
      index = i;
    }
  }
  return index;
}

fn key(word: u32) -> i32 {
  return ${key};
}
