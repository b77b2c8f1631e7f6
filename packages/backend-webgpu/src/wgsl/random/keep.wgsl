fn drawn(words: vec4<u32>, lane: u32) -> u32 {
  return u32((words[lane] >> 8u) >= p.threshold);
}
