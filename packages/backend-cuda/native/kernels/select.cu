#include "include/elements.cuh"
using namespace binade;

// [y] ← [condition, a, b]: moves codes.
KERNEL(selectElements) {
  writeWords(call, [&](u64 i) {
    bool takesFirst = codeOf(call.views[1], i) != 0u;
    return codeOf(call.views[takesFirst ? 2 : 3], i);
  });
}
