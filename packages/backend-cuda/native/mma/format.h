/** Formats of operands and results, and codes taken apart into integers. */
#pragma once

#include <cstdint>

namespace binade::mma {

/** A binary format; widths and codes as in `Format` of @binade/softfloat. */
struct Format {
  const char* name;
  int exponentBits;
  int trailingBits;
  int bias;
  /** Magnitude of the largest finite code; what is above is infinity or NaN. */
  uint32_t maxFinite;
  /** Magnitude of infinity, or 0 where there is none. */
  uint32_t infinity;

  constexpr int emin() const { return 1 - bias; }
  constexpr uint32_t signBit() const { return uint32_t{1} << (exponentBits + trailingBits); }
  /** The code of a matrix unit's NaN: all ones but the sign. */
  constexpr uint32_t nan() const { return signBit() - 1; }
};

enum class Kind { zero, finite, infinite, nan };

/**
 * `±significand · 2^(exponent − trailingBits)`. The exponent is that of the code: a subnormal has `emin`, and is not
 * normalised, because the unit aligns by the exponent field.
 */
struct Number {
  Kind kind;
  bool isNegative;
  int exponent;
  int64_t significand;
};

constexpr Number decode(const Format& format, uint32_t code) {
  const uint32_t magnitude = code & (format.signBit() - 1);
  const bool isNegative = (code & format.signBit()) != 0;
  if (magnitude == 0) return {Kind::zero, isNegative, format.emin(), 0};
  if (magnitude > format.maxFinite) {
    const bool isInfinite = format.infinity != 0 && magnitude == format.infinity;
    return {isInfinite ? Kind::infinite : Kind::nan, isNegative, 0, 0};
  }
  const uint32_t implicitBit = uint32_t{1} << format.trailingBits;
  const int field = static_cast<int>(magnitude >> format.trailingBits);
  const int64_t trailing = magnitude & (implicitBit - 1);
  if (field == 0) return {Kind::finite, isNegative, format.emin(), trailing};
  return {Kind::finite, isNegative, field - format.bias, trailing + implicitBit};
}

}  // namespace binade::mma
