//#include word window
//#divisors batch kernel_height kernel_width out_height out_width
//#params channels
// [n, c, h, w] → [c, kh, kw, n, oh, ow]; padding is the word 0.
fn element(i: u32) -> u32 {
  let row = by_out_width(i);
  let ow = i - row * p.out_width;
  let plane = by_out_height(row);
  let oh = row - plane * p.out_height;
  let place = by_batch(plane);
  let n = plane - place * p.batch;
  let kernel_row = by_kernel_width(place);
  let kw = place - kernel_row * p.kernel_width;
  let c = by_kernel_height(kernel_row);
  let kh = kernel_row - c * p.kernel_height;
  // what lies before the image wraps to a large number
  let h = oh * p.stride_y + kh * p.dilation_y - p.padding_y;
  let w = ow * p.stride_x + kw * p.dilation_x - p.padding_x;
  if (h >= p.height || w >= p.width) {
    return 0u;
  }
  return x_code(((n * p.channels + c) * p.height + h) * p.width + w);
}
