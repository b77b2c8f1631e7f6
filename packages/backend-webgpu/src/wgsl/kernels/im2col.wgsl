//#include word window
//#params batch channels
// [n, c, h, w] → [c, kh, kw, n, oh, ow]; padding is the word 0.
fn element(i: u32) -> u32 {
  let ow = i % p.out_width;
  var rest = i / p.out_width;
  let oh = rest % p.out_height;
  rest /= p.out_height;
  let n = rest % p.batch;
  rest /= p.batch;
  let kw = rest % p.kernel_width;
  rest /= p.kernel_width;
  let kh = rest % p.kernel_height;
  let c = rest / p.kernel_height;
  // what lies before the image wraps to a large number
  let h = oh * p.stride_y + kh * p.dilation_y - p.padding_y;
  let w = ow * p.stride_x + kw * p.dilation_x - p.padding_x;
  if (h >= p.height || w >= p.width) {
    return 0u;
  }
  return x_code(((n * p.channels + c) * p.height + h) * p.width + w);
}
