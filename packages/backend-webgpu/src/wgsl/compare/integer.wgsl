fn relation(a: u32, b: u32) -> u32 {
  return relation_of(bitcast<i32>(a), bitcast<i32>(b));
}
