#include "include/elements.cuh"
using namespace binade;

// [y] ← [x]: moves codes, of one dtype.
KERNEL(copy) {
  writeWords(call, [&](u64 i) { return codeOf(call.views[1], i); });
}
