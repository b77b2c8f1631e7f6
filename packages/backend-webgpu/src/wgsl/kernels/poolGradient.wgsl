//#include word poolWindow pool/${op}
// A pixel adds the terms of the windows that it lies in, in row-major order of the windows, in binary32 from +0 (N7).
fn element(i: u32) -> u32 {
  let w = i % p.width;
  let rest = i / p.width;
  let h = rest % p.height;
  let plane = rest / p.height;
  let first_row = first_window(h + p.padding_y, p.kernel_height, p.stride_y);
  let end_row = min((h + p.padding_y) / p.stride_y + 1u, p.out_height);
  let first_column = first_window(w + p.padding_x, p.kernel_width, p.stride_x);
  let end_column = min((w + p.padding_x) / p.stride_x + 1u, p.out_width);
  var sum = constant(0u);
  for (var row = first_row; row < end_row; row++) {
    for (var column = first_column; column < end_column; column++) {
      let output = (plane * p.out_height + row) * p.out_width + column;
      sum = with_term(sum, output, h * p.width + w);
    }
  }
  return y_encode(bitcast<u32>(sum));
}

// The first window that reaches a place, counted from the edge of the padding.
fn first_window(place: u32, size: u32, stride: u32) -> u32 {
  return select(0u, (place - size) / stride + 1u, place >= size);
}
