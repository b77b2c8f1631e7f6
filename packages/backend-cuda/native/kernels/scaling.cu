#include "include/state.cuh"
using namespace binade;

__device__ inline u32 nonFiniteFlags(u32 word) {
  if ((word & infinityWord) != infinityWord) {
    return 0u;
  }
  return (word & magnitudeBits) == infinityWord ? infFlag : nanFlag;
}

// [g, optimizer] ← [scaler], in place, words: the parameter, whether to look again after the rounding. g = g·rn(1 ÷ scale);
// what is not finite is noted before the product (N12).
KERNEL(unscaleAndCheck) {
  const View& g = call.views[0];
  u32* state = stateOf(call.views[1]);
  Real inverse = real(oneWord) / real(stateOf(call.views[2])[scaleWord]);
  u32 flags = 0u;
  writeWords(call, [&](u64 i) {
    u32 word = wordAt(g, i);
    u32 code = encode(g.dtype, wordOf(real(word) * inverse));
    flags |= nonFiniteFlags(word);
    if (call.words[1] != 0u) {
      flags |= nonFiniteFlags(decode(g.dtype, code));
    }
    return code;
  });
  if (flags != 0u) {
    atomicOr(&state[firstFlags + call.words[0]], flags);
    atomicOr(&state[foundWord], 1u);
  }
}

// [optimizer, found], in place: brings an optimizer's found flag together with those of the others, and clears it and what
// its parameters noted.
KERNEL(collectFound) {
  u64 i = threadNumber();
  u32* state = stateOf(call.views[0]);
  if (i == foundWord) {
    *stateOf(call.views[1]) |= state[foundWord];
    state[foundWord] = 0u;
  }
  if (i >= firstFlags && i < call.count) {
    state[i] &= steppedFlag;
  }
}

// [scaler] ← [found], in place, words: growth and backoff factor, interval, whether growth is due at the interval only,
// least and greatest scale. A scale that would exceed the greatest stays; its tracker restarts all the same (N12).
KERNEL(updateScale) {
  if (threadNumber() != 0u) {
    return;
  }
  u32* scaler = stateOf(call.views[0]);
  Real before = real(scaler[scaleWord]);
  if (*stateOf(call.views[1]) != 0u) {
    u32 reduced = wordOf(before * real(call.words[1]));
    bool isKept = isNan(reduced) || order(reduced) > order(call.words[4]);
    scaler[scaleWord] = isKept ? reduced : call.words[4];
    scaler[trackerWord] = 0u;
    return;
  }
  i32 tracker = (i32)(scaler[trackerWord] + 1u);
  i32 interval = (i32)call.words[2];
  bool grows = call.words[3] != 0u ? tracker == interval : tracker >= interval;
  scaler[trackerWord] = grows ? 0u : (u32)tracker;
  u32 grown = wordOf(before * real(call.words[0]));
  if (grows && !isNan(grown) && order(grown) <= order(call.words[5])) {
    scaler[scaleWord] = grown;
  }
}
