#pragma once
// binary32 as the exact tier computes it: each operation is one rounding, which no compiler contracts or reorders, and
// nothing else is done to a number but by integer code on its word.
#include "launch.cuh"

namespace binade {

struct Real {
  float value;
};

__device__ inline Real operator+(Real a, Real b) {
  return {__fadd_rn(a.value, b.value)};
}
__device__ inline Real operator-(Real a, Real b) {
  return {__fsub_rn(a.value, b.value)};
}
__device__ inline Real operator*(Real a, Real b) {
  return {__fmul_rn(a.value, b.value)};
}
__device__ inline Real operator/(Real a, Real b) {
  return {__fdiv_rn(a.value, b.value)};
}
__device__ inline Real squareRoot(Real x) {
  return {__fsqrt_rn(x.value)};
}

__device__ inline Real real(u32 word) {
  return {__uint_as_float(word)};
}
__device__ inline u32 wordOf(Real x) {
  return __float_as_uint(x.value);
}

constexpr u32 signBit = 0x80000000u;
constexpr u32 magnitudeBits = 0x7fffffffu;
constexpr u32 infinityWord = 0x7f800000u;
constexpr u32 nanWord = 0x7fc00000u;
constexpr u32 oneWord = 0x3f800000u;
constexpr u32 halfWord = 0x3f000000u;

__device__ inline bool isNan(u32 word) {
  return (word & magnitudeBits) > infinityWord;
}

// Orders the words of numbers like the numbers, with -0 below +0.
__device__ inline i32 order(u32 word) {
  return (i32)(word ^ ((u32)((i32)word >> 31) & magnitudeBits));
}

__device__ inline Real negated(Real x) {
  return real(wordOf(x) ^ signBit);
}

__device__ inline Real powerOfTwo(i32 exponent) {
  return real((u32)(exponent + 127) << 23);
}

// Horner's rule over words of coefficients, highest degree first.
template <u32 first, u32... others>
struct Polynomial {
  static __device__ inline Real at(Real x) {
    return Polynomial<others...>::after(real(first), x);
  }
  static __device__ inline Real after(Real sum, Real x) {
    sum = sum * x + real(first);
    if constexpr (sizeof...(others) > 0) {
      sum = Polynomial<others...>::after(sum, x);
    }
    return sum;
  }
};

}  // namespace binade
