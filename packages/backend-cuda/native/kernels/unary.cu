#include "include/elements.cuh"
#include "include/functions/exp.cuh"
#include "include/functions/expm1.cuh"
#include "include/functions/gelu.cuh"
#include "include/functions/log.cuh"
#include "include/functions/sigmoid.cuh"
#include "include/functions/sine.cuh"
using namespace binade;

// maximum(x, +0): NaN stays, whatever else has the sign becomes +0 (N3).
__device__ inline Real reluOf(Real x) {
  u32 word = wordOf(x);
  return (word >> 31) != 0u && !isNan(word) ? real(0u) : x;
}

__device__ inline Real absOf(Real x) {
  return real(wordOf(x) & magnitudeBits);
}

__device__ inline Real rsqrtOf(Real x) {
  return real(oneWord) / squareRoot(x);
}

// [y] ← [x]: one kernel a function, so that none pays for the registers of another.
#define UNARY(name, function)                                                            \
  KERNEL(unary_##name) {                                                                 \
    u32 dtype = call.views[0].dtype;                                                     \
    writeWords(call, [&](u64 i) {                                                        \
      return encode(dtype, wordOf(function(realAt(call.views[1], i))));                  \
    });                                                                                  \
  }

UNARY(neg, negated)
UNARY(abs, absOf)
UNARY(sqrt, squareRoot)
UNARY(rsqrt, rsqrtOf)
UNARY(exp, expOf)
UNARY(expm1, expm1Of)
UNARY(log, logOf)
UNARY(log1p, log1pOf)
UNARY(sin, sinOf)
UNARY(cos, cosOf)
UNARY(tanh, tanhOf)
UNARY(sigmoid, sigmoidOf)
UNARY(erf, erfOf)
UNARY(relu, reluOf)
UNARY(silu, siluOf)
UNARY(gelu, geluOf)
UNARY(geluTanh, geluTanhOf)
