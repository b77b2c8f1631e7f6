//#include updateWord
fn updated(i: u32) -> u32 {
  let coef = bitcast<f32>(state_code(${coefWord}u));
  let g = y_float(i);
  return y_encode(bitcast<u32>(exact(g * coef)));
}
