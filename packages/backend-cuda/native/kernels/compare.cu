#include "include/elements.cuh"
using namespace binade;

// Whether a is less than b, equal, greater or unordered: 0 to 3.
__device__ inline u32 relation(i32 a, i32 b) {
  return a < b ? 0u : a == b ? 1u : 2u;
}

// The IEEE relation on words: -0 = +0, and a NaN is unordered (N3).
__device__ inline u32 relationOfReals(u32 a, u32 b) {
  if (isNan(a) || isNan(b)) {
    return 3u;
  }
  return relation(order(a == signBit ? 0u : a), order(b == signBit ? 0u : b));
}

// [y: u8] ← [a, b], words: which relations count as true, a bit each.
KERNEL(compare) {
  u32 dtype = call.views[1].dtype;
  writeWords(call, [&](u64 i) {
    u32 a = wordAt(call.views[1], i);
    u32 b = wordAt(call.views[2], i);
    u32 found = dtype == I32 || dtype == U8 ? relation((i32)a, (i32)b) : relationOfReals(a, b);
    return (call.words[0] >> found) & 1u;
  });
}
