//#params max_norm
// norm = √sum, coef = minimum(1, maxNorm ÷ (norm + 1e-6)) (N13).
@compute @workgroup_size(1)
fn main() {
  let sum = bitcast<f32>(x_word(0u));
  let norm = exact(sqrt(sum));
  let max_norm = bitcast<f32>(p.max_norm);
  let ratio = bitcast<u32>(exact(max_norm / (norm + 1e-6)));
  state_words[p.state_offset + ${normWord}u] = bitcast<u32>(norm);
  let is_below = is_nan(ratio) || order(ratio) < order(0x3f800000u);
  state_words[p.state_offset + ${coefWord}u] = select(0x3f800000u, ratio, is_below);
}
