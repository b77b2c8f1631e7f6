#include "include/state.cuh"
using namespace binade;

enum SgdWords { sgdRate, sgdMomentum, sgdDamping, sgdDecay, sgdParameter, sgdNesterov, sgdHasBuffer };

// [w, buffer] ← [g, optimizer], in place. The first applied step with a gradient sets the buffer to it (N11).
KERNEL(sgdStep) {
  const u32* p = call.words;
  const u32* state = stateOf(call.views[3]);
  u64 i = threadNumber();
  if (i >= call.count || state[foundWord] != 0u) {
    return;
  }
  u32* w = stateOf(call.views[0]);
  Real weight = real(w[i]);
  Real d = realAt(call.views[2], i);
  if ((p[sgdDecay] & magnitudeBits) != 0u) {
    d = d + real(p[sgdDecay]) * weight;
  }
  if (p[sgdHasBuffer] != 0u) {
    u32* buffer = stateOf(call.views[1]);
    bool isFirst = (state[firstFlags + p[sgdParameter]] & steppedFlag) == 0u;
    Real mu = real(p[sgdMomentum]);
    Real velocity = isFirst ? d : mu * real(buffer[i]) + real(p[sgdDamping]) * d;
    buffer[i] = wordOf(velocity);
    d = p[sgdNesterov] != 0u ? d + mu * velocity : velocity;
  }
  w[i] = wordOf(weight - real(p[sgdRate]) * d);
}

// [optimizer], in place, words: the parameter. Afterwards, when every element has seen what the flag was.
KERNEL(markStepped) {
  u32* state = stateOf(call.views[0]);
  if (threadNumber() == 0u && state[foundWord] == 0u) {
    state[firstFlags + call.words[0]] |= steppedFlag;
  }
}

enum AdamWords { adamRate, adamB1, adamB2, adamO1, adamO2, adamEpsilon, adamDecay, adamKeep, adamDecoupled, c1Count,
                 c2Count };

// The entry of the step about to be applied; the last one is 1 and holds from there on (N10).
__device__ inline Real correctionAt(const View& table, u32 step, u32 count) {
  return realAt(table, step < count ? step : count - 1u);
}

// [w, m, v] ← [g, optimizer, c1, c2], in place (N11).
KERNEL(adamStep) {
  const u32* p = call.words;
  const u32* state = stateOf(call.views[4]);
  u64 i = threadNumber();
  if (i >= call.count || state[foundWord] != 0u) {
    return;
  }
  Real c1 = correctionAt(call.views[5], state[stepWord], p[c1Count]);
  Real c2 = correctionAt(call.views[6], state[stepWord], p[c2Count]);
  u32* w = stateOf(call.views[0]);
  u32* m = stateOf(call.views[1]);
  u32* v = stateOf(call.views[2]);
  bool isDecoupled = p[adamDecoupled] != 0u;
  Real weight = isDecoupled ? real(w[i]) * real(p[adamKeep]) : real(w[i]);
  Real g = realAt(call.views[3], i);
  if (!isDecoupled && (p[adamDecay] & magnitudeBits) != 0u) {
    g = g + real(p[adamDecay]) * weight;
  }
  Real first = real(p[adamB1]) * real(m[i]) + real(p[adamO1]) * g;
  Real second = real(p[adamB2]) * real(v[i]) + real(p[adamO2]) * (g * g);
  m[i] = wordOf(first);
  v[i] = wordOf(second);
  Real denominator = squareRoot(second / c2) + real(p[adamEpsilon]);
  w[i] = wordOf(weight - (real(p[adamRate]) * (first / c1)) / denominator);
}

// [optimizer], in place: a skipped step does not count (N10).
KERNEL(advanceStep) {
  u32* state = stateOf(call.views[0]);
  if (threadNumber() == 0u && state[foundWord] == 0u) {
    state[stepWord] += 1u;
  }
}
