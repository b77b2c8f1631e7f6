#pragma once
// What CUDA C++ has beyond C++, so that g++ compiles the kernels as they are for the host device. Build without contraction
// (-ffp-contract=off): then every operation below is one IEEE operation, as the intrinsic of that name is on a GPU.
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "block.h"

#define __global__
#define __device__
#define __host__
#define __forceinline__ inline
#define __grid_constant__
#define __launch_bounds__(...)
// one block at a time runs on a thread of the host, and its CUDA threads share what is static in there
#define __shared__ static __thread
#define __constant__ static const

#define threadIdx (::binade::host::thread.index)
#define blockIdx (::binade::host::thread.block)
#define blockDim (::binade::host::thread.blockSize)
#define gridDim (::binade::host::thread.gridSize)

// By the line that they are written on, so that a barrier that some threads meet elsewhere is seen
#define __syncthreads() ::binade::host::waitForBlock(__FILE__, __LINE__)
#define __syncwarp(...) ::binade::host::waitForWarp(__FILE__, __LINE__, ::binade::host::lanes(__VA_ARGS__))
#define __shfl_down_sync(mask, value, delta) \
  ::binade::host::shuffle(__FILE__, __LINE__, mask, value, ::binade::host::lane() + (int)(delta))
#define __shfl_up_sync(mask, value, delta) \
  ::binade::host::shuffle(__FILE__, __LINE__, mask, value, ::binade::host::lane() - (int)(delta))
#define __shfl_xor_sync(mask, value, bits) \
  ::binade::host::shuffle(__FILE__, __LINE__, mask, value, ::binade::host::lane() ^ (int)(bits))
#define __shfl_sync(mask, value, source) ::binade::host::shuffle(__FILE__, __LINE__, mask, value, (int)(source))

static inline float __fadd_rn(float a, float b) {
  return a + b;
}
static inline float __fsub_rn(float a, float b) {
  return a - b;
}
static inline float __fmul_rn(float a, float b) {
  return a * b;
}
static inline float __fdiv_rn(float a, float b) {
  return a / b;
}
static inline float __fsqrt_rn(float x) {
  return __builtin_sqrtf(x);
}
static inline float __fmaf_rn(float a, float b, float c) {
  return __builtin_fmaf(a, b, c);
}

static inline uint32_t __float_as_uint(float x) {
  uint32_t word;
  memcpy(&word, &x, sizeof word);
  return word;
}
static inline float __uint_as_float(uint32_t word) {
  float x;
  memcpy(&x, &word, sizeof x);
  return x;
}
static inline int __clz(int x) {
  return x == 0 ? 32 : __builtin_clz((unsigned)x);
}
static inline uint32_t __umulhi(uint32_t a, uint32_t b) {
  return (uint32_t)(((uint64_t)a * b) >> 32);
}

static inline uint32_t atomicOr(uint32_t* at, uint32_t bits) {
  return __atomic_fetch_or(at, bits, __ATOMIC_RELAXED);
}
static inline uint32_t atomicAdd(uint32_t* at, uint32_t value) {
  return __atomic_fetch_add(at, value, __ATOMIC_RELAXED);
}
static inline uint32_t atomicCAS(uint32_t* at, uint32_t expected, uint32_t value) {
  __atomic_compare_exchange_n(at, &expected, value, false, __ATOMIC_RELAXED, __ATOMIC_RELAXED);
  return expected;
}
static inline void __threadfence() {
  __atomic_thread_fence(__ATOMIC_SEQ_CST);
}
