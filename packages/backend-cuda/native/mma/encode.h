/** Integers rounded to codes of a result's format. */
#pragma once

#include "model.h"

namespace binade::mma {

constexpr int bitLength(uint64_t x) {
  int length = 0;
  for (; x != 0; x >>= 1) length++;
  return length;
}

/** `x · 2^−count` in whole units, toward zero or to the nearest, ties to even. */
constexpr uint64_t shiftRight(uint64_t x, int count, Rounding rounding) {
  if (count <= 0) return x << -count;
  if (count > 63) return 0;  // x is below 2^62, so not even half a unit is left
  const uint64_t whole = x >> count;
  if (rounding == Rounding::towardZero) return whole;
  const uint64_t rest = x - (whole << count);
  const uint64_t half = uint64_t{1} << (count - 1);
  return whole + (rest > half || (rest == half && (whole & 1) != 0) ? 1 : 0);
}

/**
 * The code of `sum · 2^exponent`, with at most `precision` digits, fewer below `2^emin`. What reaches `2^(emax + 1)` is
 * infinity, also where rounding is toward zero. Zero is +0; what only rounds to it keeps its sign.
 */
constexpr uint32_t encode(const Format& format, int64_t sum, int exponent, int precision, Rounding rounding) {
  if (sum == 0) return 0;
  const bool isNegative = sum < 0;
  const uint64_t magnitude = isNegative ? 0 - static_cast<uint64_t>(sum) : static_cast<uint64_t>(sum);
  const int leading = exponent + bitLength(magnitude) - 1;
  const int binade = leading < format.emin() ? format.emin() : leading;
  const int unit = binade - (precision - 1);
  const uint64_t significand = shiftRight(magnitude, unit - exponent, rounding);
  // In units of the format's own last place; a carry into the next binade raises the exponent field by itself.
  const uint64_t inUlps = significand << (format.trailingBits + 1 - precision);
  const uint64_t field = static_cast<uint64_t>(binade - format.emin());
  const uint64_t code = (field << format.trailingBits) + inUlps;
  const uint64_t bounded = code > format.infinity ? format.infinity : code;
  return static_cast<uint32_t>(bounded) | (isNegative ? format.signBit() : 0);
}

}  // namespace binade::mma
