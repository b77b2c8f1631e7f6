#pragma once
#include "exp.cuh"
#include "log.cuh"

namespace binade {

// x^n by squaring, the lowest bit of n first.
__device__ inline Real ladder(Real x, u32 n) {
  Real product = real(oneWord);
  Real base = x;
  for (u32 rest = n; rest > 0u; rest >>= 1) {
    if ((rest & 1u) == 1u) {
      product = product * base;
    }
    base = base * base;
  }
  return product;
}

enum Parity : u32 { Even, Odd, Fractional };

// What a number is by its magnitude; ∞ is even.
__device__ inline Parity parityOf(u32 magnitude) {
  u32 exponent = magnitude >> 23;
  if (exponent > 150u || magnitude == 0u) {
    return Even;
  }
  if (exponent < 127u) {
    return Fractional;
  }
  u32 shift = 150u - exponent;
  u32 significand = (magnitude & 0x007fffffu) | 0x00800000u;
  if ((significand & ((1u << shift) - 1u)) != 0u) {
    return Fractional;
  }
  return ((significand >> shift) & 1u) != 0u ? Odd : Even;
}

// Step by step as functionCoefficients.pow says.
__device__ inline Real powOf(Real x, Real y) {
  u32 base = wordOf(x);
  u32 exponent = wordOf(y);
  u32 baseMagnitude = base & magnitudeBits;
  u32 exponentMagnitude = exponent & magnitudeBits;
  if (exponentMagnitude == 0u || base == oneWord) {
    return real(oneWord);
  }
  if (isNan(base) || isNan(exponent)) {
    return real(nanWord);
  }
  Parity parity = parityOf(exponentMagnitude);
  if (parity != Fractional && exponentMagnitude < POW_LADDER_BELOW) {
    Real product = ladder(x, (u32)truncated(exponentMagnitude));
    return (exponent >> 31) == 0u ? product : real(oneWord) / product;
  }
  bool isNegative = (base >> 31) != 0u;
  if (parity == Fractional && isNegative && baseMagnitude != 0u && baseMagnitude != infinityWord) {
    return real(nanWord);
  }
  Real a = real(baseMagnitude);
  Real magnitude = real(oneWord);
  if (baseMagnitude != oneWord) {
    magnitude = exponent == halfWord ? squareRoot(a) : expOf(y * logOf(a));
  }
  return isNegative && parity == Odd ? negated(magnitude) : magnitude;
}

}  // namespace binade
