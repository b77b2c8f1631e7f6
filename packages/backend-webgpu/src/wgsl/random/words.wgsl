fn drawn(words: vec4<u32>, lane: u32) -> u32 {
  return words[lane];
}
