/** One block: products and an addend, aligned to the largest exponent among them, cut off, added, rounded once. */
#pragma once

#include "encode.h"

namespace binade::mma {

/** What is not finite among the terms of a block decides its result. */
struct Specials {
  bool hasNaN = false;
  bool hasPositive = false;
  bool hasNegative = false;

  constexpr bool any() const { return hasNaN || hasPositive || hasNegative; }

  constexpr void addInfinity(bool isNegative) { (isNegative ? hasNegative : hasPositive) = true; }

  constexpr uint32_t code(const Format& format) const {
    if (hasNaN || (hasPositive && hasNegative)) return format.nan();
    return format.infinity | (hasNegative ? format.signBit() : 0);
  }
};

/** A finite term: `±significand · 2^(exponent − fraction)`. Products are exact and not normalised. */
struct Term {
  bool isNegative;
  int exponent;
  int fraction;
  int64_t significand;
};

/** The terms of one block. */
struct Block {
  Term terms[longestInstruction + 1];
  int count = 0;
  Specials specials;

  constexpr void addProduct(const Format& format, const Number& a, const Number& b) {
    const bool isNegative = a.isNegative != b.isNegative;
    const bool isInvalid = (a.kind == Kind::infinite && b.kind == Kind::zero) ||
                           (a.kind == Kind::zero && b.kind == Kind::infinite);
    if (a.kind == Kind::nan || b.kind == Kind::nan || isInvalid) {
      specials.hasNaN = true;
    } else if (a.kind == Kind::infinite || b.kind == Kind::infinite) {
      specials.addInfinity(isNegative);
    } else if (a.kind == Kind::finite && b.kind == Kind::finite) {
      terms[count++] = {isNegative, a.exponent + b.exponent, 2 * format.trailingBits, a.significand * b.significand};
    }
  }

  constexpr void addAddend(const Format& format, const Number& c) {
    if (c.kind == Kind::nan) specials.hasNaN = true;
    if (c.kind == Kind::infinite) specials.addInfinity(c.isNegative);
    if (c.kind == Kind::finite) terms[count++] = {c.isNegative, c.exponent, format.trailingBits, c.significand};
  }

  constexpr uint32_t result(const Model& model) const {
    if (specials.any()) return specials.code(model.outputFormat);
    int largest = model.leastExponent;
    for (int i = 0; i < count; i++) largest = terms[i].exponent > largest ? terms[i].exponent : largest;

    // In units of 2^(largest − F) a term is below 2^(F + 2): the sum of 33 is far inside 64 bits.
    int64_t sum = 0;
    for (int i = 0; i < count; i++) {
      const int shift = largest - terms[i].exponent + terms[i].fraction - model.fractionBits;
      const auto aligned = static_cast<int64_t>(
          shiftRight(static_cast<uint64_t>(terms[i].significand), shift, Rounding::towardZero));
      sum += terms[i].isNegative ? -aligned : aligned;
    }
    return encode(model.outputFormat, sum, largest - model.fractionBits, model.precision, model.rounding);
  }
};

}  // namespace binade::mma
