//#include window
//#divisors out_width out_height
struct PoolWindow {
  plane: u32,
  top: u32,
  bottom: u32,
  left: u32,
  right: u32,
}

// The part of a window that lies inside its plane; `output` numbers the windows of all planes.
fn pool_window(output: u32) -> PoolWindow {
  let rest = by_out_width(output);
  let column = output - rest * p.out_width;
  let plane = by_out_height(rest);
  let row = rest - plane * p.out_height;
  let y = i32(row * p.stride_y) - i32(p.padding_y);
  let x = i32(column * p.stride_x) - i32(p.padding_x);
  return PoolWindow(
    plane,
    u32(max(y, 0)),
    u32(min(y + i32(p.kernel_height), i32(p.height))),
    u32(max(x, 0)),
    u32(min(x + i32(p.kernel_width), i32(p.width))),
  );
}

// What an average divides by: padding is counted only if asked.
fn pool_count(window: PoolWindow) -> f32 {
  return f32(select(
    (window.bottom - window.top) * (window.right - window.left),
    p.kernel_height * p.kernel_width,
    ${countIncludePad},
  ));
}
