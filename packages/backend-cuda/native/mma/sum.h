/** IEEE 754 addition of two codes, ties to even, in integers: what a unit does that adds c last. */
#pragma once

#include <initializer_list>

#include "block.h"

namespace binade::mma {

/** x + y in `format`. */
constexpr uint32_t add(const Format& format, uint32_t xCode, uint32_t yCode) {
  Number x = decode(format, xCode);
  Number y = decode(format, yCode);
  Specials specials;
  for (const Number& term : {x, y}) {
    if (term.kind == Kind::nan) specials.hasNaN = true;
    if (term.kind == Kind::infinite) specials.addInfinity(term.isNegative);
  }
  if (specials.any()) return specials.code(format);
  if (x.kind == Kind::zero && y.kind == Kind::zero) return xCode & yCode;
  if (x.exponent < y.exponent) {
    const Number larger = y;
    y = x;
    x = larger;
  }
  // Three digits more than the significand has: guard, round, and one that stands for all that is below.
  constexpr int further = 3;
  const int distance = x.exponent - y.exponent;
  const uint64_t low = static_cast<uint64_t>(y.significand) << further;
  uint64_t aligned = distance > 62 ? 0 : low >> distance;
  if (distance > 62 ? low != 0 : (aligned << distance) != low) aligned |= 1;
  const auto high = static_cast<int64_t>(static_cast<uint64_t>(x.significand) << further);
  const int64_t sum = (x.isNegative ? -high : high) + (y.isNegative ? -static_cast<int64_t>(aligned)
                                                                    : static_cast<int64_t>(aligned));
  const int exponent = x.exponent - format.trailingBits - further;
  return encode(format, sum, exponent, format.trailingBits + 1, Rounding::tiesToEven);
}

}  // namespace binade::mma
