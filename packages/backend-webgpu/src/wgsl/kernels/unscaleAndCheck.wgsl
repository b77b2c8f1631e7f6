//#include updateWord nonFinite
//#params parameter
// g = g·rn(1 ÷ scale); what is not finite is noted before the product, and after the rounding if asked (N12).
fn updated(i: u32) -> u32 {
  let scale = bitcast<f32>(scaler_code(${scaleWord}u));
  let inverse = exact(1 / scale);
  let word = y_word(i);
  let g = bitcast<f32>(word);
  let code = y_encode(bitcast<u32>(exact(g * inverse)));
  let flags = non_finite_flags(word) | select(0u, non_finite_flags(y_decode(code)), ${recheck});
  if (flags != 0u) {
    atomicOr(&state_words[p.state_offset + ${flagsWord}u + p.parameter], flags);
    atomicStore(&state_words[p.state_offset + ${foundWord}u], 1u);
  }
  return code;
}
