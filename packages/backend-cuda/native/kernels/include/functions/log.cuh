#pragma once
#include "../coefficients.gen.cuh"
#include "../integers.cuh"

namespace binade {

// (log(1 + g)) + k·ln 2 with the correction of log1p, which is +0 for log; what both have in common.
__device__ inline Real logOfReduced(Real g, Real k, Real last) {
  Real z = g * g;
  Real y = ((LOG_POLYNOMIAL::at(g) * g) * z + last) - real(halfWord) * z;
  return (g + y) + k * real(LOG_LN2_HIGH);
}

// Step by step as functionCoefficients.log says.
__device__ inline Real logOf(Real x) {
  u32 word = wordOf(x);
  if ((word & magnitudeBits) == 0u) {
    return real(infinityWord | signBit);
  }
  if (word > infinityWord) {
    return real(nanWord);
  }
  if (word == infinityWord) {
    return x;
  }
  bool isSubnormal = word < LOG_LEAST_NORMAL;
  i32 scaled = (i32)(isSubnormal ? wordOf(x * real(LOG_UPSCALE)) : word);
  i32 e = (scaled - (i32)LOG_SQRT_HALF) >> 23;
  Real k = realOfInteger(isSubnormal ? e - 25 : e);
  Real g = real((u32)scaled - ((u32)e << 23)) - real(oneWord);
  return logOfReduced(g, k, k * real(LOG_LN2_LOW));
}

// Step by step as functionCoefficients.log says for log1p.
__device__ inline Real log1pOf(Real x) {
  u32 word = wordOf(x);
  if (word == (oneWord | signBit)) {
    return real(infinityWord | signBit);
  }
  if (isNan(word) || order(word) < order(oneWord | signBit)) {
    return real(nanWord);
  }
  if ((word & magnitudeBits) == 0u || word == infinityWord) {
    return x;
  }
  Real u = real(oneWord) + x;
  i32 sum = (i32)wordOf(u);
  i32 exponent = (sum - (i32)LOG_SQRT_HALF) >> 23;
  Real g = x;
  Real correction = real(0u);
  if (exponent != 0) {
    g = real((u32)sum - ((u32)exponent << 23)) - real(oneWord);
    Real lost = order(word) < order(oneWord) ? x - (u - real(oneWord)) : real(oneWord) - (u - x);
    correction = lost / u;
  }
  Real k = realOfInteger(exponent);
  return logOfReduced(g, k, k * real(LOG_LN2_LOW) + correction);
}

}  // namespace binade
