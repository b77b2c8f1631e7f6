#pragma once
#include "exp.cuh"

namespace binade {

constexpr u32 twoWord = 0x40000000u;

// Step by step as functionCoefficients.tanh says.
__device__ inline Real tanhOf(Real x) {
  u32 word = wordOf(x);
  u32 magnitude = word & magnitudeBits;
  if (magnitude == 0u) {
    return x;
  }
  Real a = real(magnitude);
  Real y;
  if (magnitude < TANH_POLYNOMIAL_BELOW) {
    Real z = a * a;
    y = (TANH_POLYNOMIAL::at(z) * z) * a + a;
  } else {
    y = real(oneWord) - real(twoWord) / (expOf(a + a) + real(oneWord));
  }
  return real(wordOf(y) ^ (word & signBit));
}

}  // namespace binade
