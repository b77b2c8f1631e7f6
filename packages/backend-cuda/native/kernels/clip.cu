#include "include/state.cuh"
using namespace binade;

// [optimizer] ← [sum], in place, words: maxNorm, 1e-6. norm = √sum, coef = minimum(1, maxNorm ÷ (norm + 1e-6)) (N13).
KERNEL(clipCoefficientOf) {
  if (threadNumber() != 0u) {
    return;
  }
  u32* state = stateOf(call.views[0]);
  Real norm = squareRoot(realAt(call.views[1], 0));
  u32 ratio = wordOf(real(call.words[0]) / (norm + real(call.words[1])));
  state[normWord] = wordOf(norm);
  state[coefWord] = isNan(ratio) || order(ratio) < order(oneWord) ? ratio : oneWord;
}

// [g] ← [optimizer], in place.
KERNEL(clipScale) {
  const View& g = call.views[0];
  Real coefficient = real(stateOf(call.views[1])[coefWord]);
  writeWords(call, [&](u64 i) { return encode(g.dtype, wordOf(realAt(g, i) * coefficient)); });
}
