#pragma once
#include "number.cuh"

namespace binade {

// A sum of N6 takes 64 lanes of a block, which are two warps.
constexpr u32 laneCount = 64;
constexpr u32 blockLength = 4096;

__device__ inline u32 plus(u32 a, u32 b) {
  return a + b;
}
__device__ inline Real plus(Real a, Real b) {
  return a + b;
}

__device__ inline u32 fromLaneBelow(u32 value, u32 distance) {
  return __shfl_down_sync(0xffffffffu, value, distance);
}
__device__ inline Real fromLaneBelow(Real value, u32 distance) {
  return real(__shfl_down_sync(0xffffffffu, wordOf(value), distance));
}

// The tree (j, j + 32), (j, j + 16) … (j, j + 1) over one value a lane; the result is lane 0's.
template <class Number>
__device__ inline Number sumOfLanes(Number value, Number* upperHalf) {
  u32 lane = threadIdx.x;
  if (lane >= 32u) {
    upperHalf[lane - 32u] = value;
  }
  __syncthreads();
  if (lane < 32u) {
    value = plus(value, upperHalf[lane]);
    for (u32 distance = 16; distance > 0u; distance >>= 1) {
      value = plus(value, fromLaneBelow(value, distance));
    }
  }
  return value;
}

}  // namespace binade
