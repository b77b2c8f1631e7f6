#pragma once
#include "../coefficients.gen.cuh"
#include "../integers.cuh"

namespace binade {

// Step by step as functionCoefficients.exp says.
__device__ inline Real expOf(Real x) {
  u32 word = wordOf(x);
  if (isNan(word)) {
    return x;
  }
  if (order(word) > order(EXP_OVERFLOW_ABOVE)) {
    return real(infinityWord);
  }
  if (order(word) < order(EXP_UNDERFLOW_BELOW)) {
    return real(0u);
  }
  i32 n = floorOf(x * real(EXP_LOG2E) + real(halfWord));
  Real multiple = realOfInteger(n);
  Real r = (x - multiple * real(EXP_LN2_HIGH)) - multiple * real(EXP_LN2_LOW);
  Real y = (EXP_POLYNOMIAL::at(r) * (r * r) + r) + real(oneWord);
  i32 h = n >> 1;
  return (y * powerOfTwo(h)) * powerOfTwo(n - h);
}

}  // namespace binade
