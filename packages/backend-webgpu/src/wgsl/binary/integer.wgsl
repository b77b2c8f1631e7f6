fn combined(a: u32, b: u32) -> u32 {
  let x = bitcast<i32>(a);
  let y = bitcast<i32>(b);
  return bitcast<u32>(${formula});
}
