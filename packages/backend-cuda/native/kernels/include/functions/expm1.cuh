#pragma once
#include "exp.cuh"

namespace binade {

// Step by step as functionCoefficients.expm1 says.
__device__ inline Real expm1Of(Real x) {
  u32 word = wordOf(x);
  u32 magnitude = word & magnitudeBits;
  if (magnitude == 0u) {
    return x;
  }
  if (isNan(word) || order(word) >= order(EXPM1_EXPONENTIAL_FROM)) {
    return expOf(x);
  }
  if (order(word) < order(EXPM1_MINUS_ONE_BELOW)) {
    return real(oneWord | signBit);
  }
  i32 n = magnitude < halfWord ? 0 : floorOf(x * real(EXP_LOG2E) + real(halfWord));
  Real multiple = realOfInteger(n);
  Real r = (x - multiple * real(EXP_LN2_HIGH)) - multiple * real(EXP_LN2_LOW);
  Real y = EXPM1_POLYNOMIAL::at(r) * (r * r) + r;
  return ((real(oneWord) - powerOfTwo(-n)) + y) * powerOfTwo(n);
}

}  // namespace binade
