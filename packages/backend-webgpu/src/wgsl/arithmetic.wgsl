// One binary32 operation has been done: algebra cannot look through the xor with a zero from a buffer (N2).
fn isolated(x: f32) -> f32 {
  return bitcast<f32>(bitcast<u32>(x) ^ p.zero);
}

fn isolated4(x: vec4<f32>) -> vec4<f32> {
  return bitcast<vec4<f32>>(bitcast<vec4<u32>>(x) ^ vec4(p.zero));
}

// A number that the compiler does not know.
fn constant(word: u32) -> f32 {
  return bitcast<f32>(word ^ p.zero);
}

fn negated(x: f32) -> f32 {
  return bitcast<f32>(bitcast<u32>(x) ^ 0x80000000u);
}

fn is_nan(word: u32) -> bool {
  return (word & 0x7fffffffu) > 0x7f800000u;
}

// Orders the words of numbers like the numbers, with −0 below +0.
fn order(word: u32) -> i32 {
  return bitcast<i32>(word ^ (bitcast<u32>(bitcast<i32>(word) >> 31u) & 0x7fffffffu));
}
