#include "include/elements.cuh"
using namespace binade;

// [y] ← , words: the value, rounded to odd for the formats narrower than f32, which then round once.
KERNEL(fill) {
  writeWords(call, [&](u64) { return encode(call.views[0].dtype, call.words[0]); });
}
