fn combined(a: u32, b: u32) -> u32 {
  let x = bitcast<f32>(a);
  let y = bitcast<f32>(b);
  return bitcast<u32>(exact(${formula}));
}
