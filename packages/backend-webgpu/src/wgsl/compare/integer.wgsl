fn compared(a: u32, b: u32) -> bool {
  return bitcast<i32>(a) ${operator} bitcast<i32>(b);
}
