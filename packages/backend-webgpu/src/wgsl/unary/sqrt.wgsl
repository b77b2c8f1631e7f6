fn applied(word: u32) -> u32 {
  let x = bitcast<f32>(word);
  return bitcast<u32>(exact(sqrt(x)));
}
