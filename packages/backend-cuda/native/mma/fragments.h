/**
 * What `mma.sync` computes for one lane of a warp, from the fragments of all 32.
 *
 * In 32-bit words an instruction is the same for every operand format: A is 16 × 8 words, row by row, and B 8 words × 8,
 * column by column, a word holding as many consecutive elements of k as fit. With g = lane ÷ 4 and t = lane mod 4, a
 * lane holds
 *   A: words t (registers 0, 1) and t + 4 (registers 2, 3) of rows g (registers 0, 2) and g + 8 (registers 1, 3)
 *   B: words t (register 0) and t + 4 (register 1) of column g
 *   C, D: columns 2t and 2t + 1 of rows g (registers 0, 1) and g + 8 (registers 2, 3)
 * which is what the PTX ISA says for m16n8k16 (f16, bf16), m16n8k8 (tf32) and m16n8k32 (e4m3, e5m2).
 */
#pragma once

#include "dot.h"

namespace binade::mma {

inline constexpr int wordsOfK = 8;
inline constexpr int lanesOfK = 4;

/** How the elements of an operand lie in its words: their width there, and the low bits of it that the unit ignores. */
struct Packing {
  int elementBits;
  int ignoredBits;

  constexpr int perWord() const { return 32 / elementBits; }
};

constexpr Packing packingOf(const Format& input) {
  const int bits = 1 + input.exponentBits + input.trailingBits;
  return bits > 16 ? Packing{32, 32 - bits} : Packing{bits, 0};
}

constexpr void unpack(const Packing& packing, uint32_t word, uint32_t* codes) {
  const uint32_t mask = packing.elementBits == 32 ? ~uint32_t{0} : (uint32_t{1} << packing.elementBits) - 1;
  for (int i = 0; i < packing.perWord(); i++) {
    codes[i] = ((word >> (i * packing.elementBits)) & mask) >> packing.ignoredBits;
  }
}

/**
 * D's four registers of `lane`, as words. `wordOf(operand, source, register)` is the word that lane `source` holds in a
 * register of A (operand 0) or of B (operand 1); every lane calls it in the same order, as a warp shuffle wants it.
 */
template <typename WordOf>
void multiply(const Model& model, int lane, uint32_t d[4], WordOf wordOf) {
  const Packing packing = packingOf(model.inputFormat);
  const int g = lane / lanesOfK;
  const int t = lane % lanesOfK;
  uint32_t rows[2][longestInstruction];
  uint32_t columns[2][longestInstruction];
  for (int word = 0; word < wordsOfK; word++) {
    const int holder = word % lanesOfK;
    const int upper = word / lanesOfK;
    for (int half = 0; half < 2; half++) {
      const uint32_t left = wordOf(0, g * lanesOfK + holder, 2 * upper + half);
      const uint32_t right = wordOf(1, (2 * t + half) * lanesOfK + holder, upper);
      unpack(packing, left, rows[half] + word * packing.perWord());
      unpack(packing, right, columns[half] + word * packing.perWord());
    }
  }
  const auto length = static_cast<size_t>(wordsOfK * packing.perWord());
  for (int i = 0; i < 4; i++) d[i] = dot(model, rows[i / 2], columns[i % 2], length, d[i]);
}

}  // namespace binade::mma
