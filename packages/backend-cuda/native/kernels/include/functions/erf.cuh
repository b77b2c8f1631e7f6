#pragma once
#include "exp.cuh"

namespace binade {

// Step by step as functionCoefficients.erf says.
__device__ inline Real erfOf(Real x) {
  u32 word = wordOf(x);
  u32 magnitude = word & magnitudeBits;
  if (magnitude == 0u || isNan(word)) {
    return x;
  }
  Real a = real(magnitude);
  Real y = real(oneWord);
  if (magnitude < ERF_EXPONENTIAL_FROM) {
    y = ERF_POLYNOMIAL::at(a * a) * a + a;
  } else if (magnitude < ERF_ONE_FROM) {
    y = real(oneWord) - expOf(ERF_EXPONENT_POLYNOMIAL::at(a) * a);
  }
  return real(wordOf(y) ^ (word & signBit));
}

}  // namespace binade
