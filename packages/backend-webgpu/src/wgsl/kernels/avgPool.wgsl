//#include word poolWindow
// The window in row-major order from +0, then ÷ count (N7).
fn element(i: u32) -> u32 {
  let window = pool_window(i);
  var sum = constant(0u);
  for (var h = window.top; h < window.bottom; h++) {
    for (var w = window.left; w < window.right; w++) {
      let at = (window.plane * p.height + h) * p.width + w;
      sum = exact(sum + x_float(at));
    }
  }
  let count = pool_count(window);
  return y_encode(bitcast<u32>(exact(sum / count)));
}
