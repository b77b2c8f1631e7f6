//#include word poolWindow pool/${op}
//#divisors width height stride_y stride_x
// A pixel adds the terms of the windows that it lies in, in row-major order of the windows, in binary32 from +0 (N7).
fn element(i: u32) -> u32 {
  let rest = by_width(i);
  let w = i - rest * p.width;
  let plane = by_height(rest);
  let h = rest - plane * p.height;
  let first_row = first_row_window(h + p.padding_y);
  let end_row = min(by_stride_y(h + p.padding_y) + 1u, p.out_height);
  let first_column = first_column_window(w + p.padding_x);
  let end_column = min(by_stride_x(w + p.padding_x) + 1u, p.out_width);
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
fn first_row_window(place: u32) -> u32 {
  return select(0u, by_stride_y(place - p.kernel_height) + 1u, place >= p.kernel_height);
}

fn first_column_window(place: u32) -> u32 {
  return select(0u, by_stride_x(place - p.kernel_width) + 1u, place >= p.kernel_width);
}
