fn result(total: Number) -> u32 {
  return bitcast<u32>(total);
}
