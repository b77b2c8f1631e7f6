#pragma once
#include "../coefficients.gen.cuh"
#include "../integers.cuh"

namespace binade {

// Sine of quadrant·π/2 + r for |r| ≤ π/4; only quadrant mod 4 counts.
__device__ inline Real sineOfReduced(u32 quadrant, Real r) {
  Real z = r * r;
  Real y;
  if ((quadrant & 1u) == 0u) {
    y = (SIN_POLYNOMIAL::at(z) * z) * r + r;
  } else {
    y = ((COS_POLYNOMIAL::at(z) * z) * z - real(halfWord) * z) + real(oneWord);
  }
  return (quadrant & 2u) == 0u ? y : negated(y);
}

// Sine of (quarterTurns + f)·π/2, f a fraction of 64 bits: step 4 of functionCoefficients.sin.
__device__ inline Real sineOfFraction(u32 quarterTurns, u64 fraction) {
  bool isNegative = (fraction >> 63) != 0u;
  u32 quadrant = quarterTurns + (isNegative ? 1u : 0u);
  u64 nearer = isNegative ? 0u - fraction : fraction;
  u32 upper = (u32)(nearer >> 32);
  u32 zeros = (u32)__clz((int)(upper | 1u));
  u32 product = __umulhi((u32)((nearer << zeros) >> 32), SIN_HALF_PI_WORD);
  Real high = realOfInteger((i32)(product >> 8));
  Real low = realOfInteger((i32)(product & 255u));
  Real r = (high * real(0x43800000u) + low) * powerOfTwo(-31 - (i32)zeros);
  return sineOfReduced(quadrant, isNegative ? negated(r) : r);
}

// 32 bits of 2/π from the given one of the table on.
__device__ inline u32 bitsOfTwoOverPi(u32 start) {
  u32 i = start >> 5;
  u64 both = ((u64)SIN_TWO_OVER_PI_BITS[i] << 32) | SIN_TWO_OVER_PI_BITS[i + 1u];
  return (u32)((both << (start & 31u)) >> 32);
}

// Payne and Hanek's reduction: the product of the significand and those 96 bits of 2/π that matter modulo 4.
__device__ inline Real sineOfLarge(u32 word, u32 quarterTurns) {
  u32 significand = (word & 0x007fffffu) | 0x00800000u;
  u32 start = (word >> 23) - 120u;
  u64 product = ((u64)(significand * bitsOfTwoOverPi(start)) << 32) +
                (u64)significand * bitsOfTwoOverPi(start + 32u) +
                __umulhi(significand, bitsOfTwoOverPi(start + 64u));
  return sineOfFraction(quarterTurns + (u32)(product >> 62), product << 2);
}

// Sine of a + quarterTurns·π/2 for a ≥ +0, step by step as functionCoefficients.sin says.
__device__ inline Real sine(Real a, u32 quarterTurns) {
  u32 word = wordOf(a);
  if (word >= infinityWord) {
    return real(nanWord);
  }
  if (word >= SIN_PAYNE_HANEK_FROM) {
    return sineOfLarge(word, quarterTurns);
  }
  i32 n = floorOf(a * real(SIN_TWO_OVER_PI) + real(halfWord));
  Real multiple = realOfInteger(n);
  Real r = ((a - multiple * real(SIN_HALF_PI_HIGH)) - multiple * real(SIN_HALF_PI_MIDDLE)) -
           multiple * real(SIN_HALF_PI_LOW);
  return sineOfReduced((u32)n + quarterTurns, r);
}

__device__ inline Real sinOf(Real x) {
  u32 word = wordOf(x);
  if ((word & magnitudeBits) == 0u) {
    return x;
  }
  return real(wordOf(sine(real(word & magnitudeBits), 0u)) ^ (word & signBit));
}

__device__ inline Real cosOf(Real x) {
  return sine(real(wordOf(x) & magnitudeBits), 1u);
}

}  // namespace binade
