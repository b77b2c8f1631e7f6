#include "include/elements.cuh"
#include "include/functions/pow.cuh"
using namespace binade;

// The order of N3: NaN wins, -0 is below +0.
__device__ inline Real extreme(Real a, Real b, bool largest) {
  if (isNan(wordOf(a)) || isNan(wordOf(b))) {
    return isNan(wordOf(a)) ? a : b;
  }
  bool isAbove = order(wordOf(a)) > order(wordOf(b));
  return isAbove == largest ? a : b;
}

__device__ inline Real added(Real a, Real b) {
  return a + b;
}
__device__ inline Real subtracted(Real a, Real b) {
  return a - b;
}
__device__ inline Real multiplied(Real a, Real b) {
  return a * b;
}
__device__ inline Real divided(Real a, Real b) {
  return a / b;
}
__device__ inline Real maximumOf(Real a, Real b) {
  return extreme(a, b, true);
}
__device__ inline Real minimumOf(Real a, Real b) {
  return extreme(a, b, false);
}

// i32 wraps (N8).
__device__ inline u32 added(u32 a, u32 b) {
  return a + b;
}
__device__ inline u32 subtracted(u32 a, u32 b) {
  return a - b;
}
__device__ inline u32 multiplied(u32 a, u32 b) {
  return a * b;
}
__device__ inline u32 maximumOf(u32 a, u32 b) {
  return (i32)a > (i32)b ? a : b;
}
__device__ inline u32 minimumOf(u32 a, u32 b) {
  return (i32)a < (i32)b ? a : b;
}

// [y] ← [a, b] of a float dtype.
#define OF_REALS(function)                                                               \
  writeWords(call, [&](u64 i) {                                                          \
    Real a = realAt(call.views[1], i);                                                   \
    Real b = realAt(call.views[2], i);                                                   \
    return encode(call.views[0].dtype, wordOf(function(a, b)));                          \
  });

#define BINARY(name, function)                                                           \
  KERNEL(binary_##name) {                                                                \
    OF_REALS(function)                                                                   \
  }

// The same, or of i32.
#define BINARY_OF_INTEGERS(name, function)                                               \
  KERNEL(binary_##name) {                                                                \
    if (call.views[0].dtype == I32) {                                                    \
      writeWords(call, [&](u64 i) {                                                      \
        return function(codeOf(call.views[1], i), codeOf(call.views[2], i));             \
      });                                                                                \
      return;                                                                            \
    }                                                                                    \
    OF_REALS(function)                                                                   \
  }

BINARY_OF_INTEGERS(add, added)
BINARY_OF_INTEGERS(sub, subtracted)
BINARY_OF_INTEGERS(mul, multiplied)
BINARY_OF_INTEGERS(maximum, maximumOf)
BINARY_OF_INTEGERS(minimum, minimumOf)
BINARY(div, divided)
BINARY(pow, powOf)
