//#include word window
//#divisors width height stride_y stride_x
// [n, c, kh, kw, oh, ow] → [n, c, h, w]: a pixel adds its (kh, kw) terms in order, in binary32 from +0 (N7).
fn element(i: u32) -> u32 {
  let rest = by_width(i);
  let w = i - rest * p.width;
  let plane = by_height(rest);
  let h = rest - plane * p.height;
  var sum = constant(0u);
  for (var kh = 0u; kh < p.kernel_height; kh++) {
    let y = h + p.padding_y - kh * p.dilation_y; // before the image it wraps, and is no multiple of what comes out
    let oh = by_stride_y(y);
    if (oh >= p.out_height || oh * p.stride_y != y) {
      continue;
    }
    for (var kw = 0u; kw < p.kernel_width; kw++) {
      let x = w + p.padding_x - kw * p.dilation_x;
      let ow = by_stride_x(x);
      if (ow >= p.out_width || ow * p.stride_x != x) {
        continue;
      }
      let at = (((plane * p.kernel_height + kh) * p.kernel_width + kw) * p.out_height + oh) * p.out_width + ow;
      sum = exact(sum + x_float(at));
    }
  }
  return y_encode(bitcast<u32>(sum));
}
