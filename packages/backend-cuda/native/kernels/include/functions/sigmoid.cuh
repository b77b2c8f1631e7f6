#pragma once
#include "exp.cuh"

namespace binade {

// x ≥ 0: 1 ÷ (1 + e^-x), else e^x ÷ (1 + e^x); the power is that of -|x| in both.
__device__ inline Real sigmoidOf(Real x) {
  u32 word = wordOf(x);
  if (isNan(word)) {
    return x;
  }
  Real power = expOf(real(word | signBit));
  Real numerator = (word >> 31) == 0u ? real(oneWord) : power;
  return numerator / (real(oneWord) + power);
}

__device__ inline Real siluOf(Real x) {
  return x * sigmoidOf(x);
}

}  // namespace binade
