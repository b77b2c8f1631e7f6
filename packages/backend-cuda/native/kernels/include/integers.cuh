#pragma once
// Between binary32 and integers, by integer code: casts of C++ mean different things on different devices (N8).
#include "number.cuh"

namespace binade {

// Toward zero, saturating; NaN gives 0.
__device__ inline i32 truncated(u32 word) {
  u32 magnitude = word & magnitudeBits;
  bool isNegative = (word >> 31) != 0;
  if (magnitude > infinityWord || magnitude < oneWord) {
    return 0;
  }
  u32 exponent = (magnitude >> 23) - 127u;
  if (exponent >= 31u) {
    return isNegative ? (i32)0x80000000u : 0x7fffffff;
  }
  u32 significand = (magnitude & 0x007fffffu) | 0x00800000u;
  u32 integer = exponent >= 23u ? significand << (exponent - 23u) : significand >> (23u - exponent);
  return (i32)(isNegative ? 0u - integer : integer);
}

// The integer at or below a number of magnitude below 2^23.
__device__ inline i32 floorOf(Real x) {
  u32 word = wordOf(x);
  i32 integer = truncated(word);
  u32 magnitude = word & magnitudeBits;
  u32 exponent = (magnitude >> 23) - 127u;
  bool hasFraction = magnitude < oneWord ? magnitude != 0u : exponent < 23u && (magnitude << (9u + exponent)) != 0u;
  return (word >> 31) != 0 && hasFraction ? integer - 1 : integer;
}

// The word of an integer: rounded to nearest even, or to odd, from which a narrower format rounds once.
__device__ inline u32 wordOfInteger(i32 integer, bool toOdd) {
  u32 sign = (u32)integer & signBit;
  u32 magnitude = sign != 0u ? 0u - (u32)integer : (u32)integer;
  if (magnitude == 0u) {
    return 0u;
  }
  u32 zeros = (u32)__clz((int)magnitude);
  u32 significand = magnitude << zeros;
  u32 exponent = (157u - zeros) << 23;
  u32 kept = significand >> 8;
  u32 rest = significand & 0xffu;
  u32 up = rest > 128u || (rest == 128u && (kept & 1u) != 0u) ? 1u : 0u;
  u32 nearest = exponent + kept + up;
  u32 odd = (exponent + kept) | (rest != 0u ? 1u : 0u);
  return sign | (toOdd ? odd : nearest);
}

__device__ inline Real realOfInteger(i32 integer) {
  return real(wordOfInteger(integer, false));
}

}  // namespace binade
