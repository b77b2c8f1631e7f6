#pragma once
#include "erf.cuh"
#include "tanh.cuh"

namespace binade {

__device__ inline Real geluOf(Real x) {
  return (x * real(halfWord)) * (real(oneWord) + erfOf(x * real(GELU_SQRT_HALF)));
}

__device__ inline Real geluTanhOf(Real x) {
  Real inner = x + real(GELU_TANH_CUBIC) * ((x * x) * x);
  return (x * real(halfWord)) * (real(oneWord) + tanhOf(real(GELU_TANH_SQRT_TWO_OVER_PI) * inner));
}

}  // namespace binade
