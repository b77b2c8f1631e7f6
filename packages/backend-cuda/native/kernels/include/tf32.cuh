#pragma once
// Operands of a tf32 product (N5).
#include "number.cuh"

namespace binade {

// Rounded at bit 13: ties away, toward zero, ties to even, or not at all (0); what is not finite stays.
__device__ inline u32 roundedToTf32(u32 word, u32 rounding) {
  if (rounding == 0u || (word & infinityWord) == infinityWord) {
    return word;
  }
  u32 added = rounding == 1u ? 0x1000u : rounding == 2u ? 0u : 0x0fffu + ((word >> 13) & 1u);
  return (word + added) & 0xffffe000u;
}

}  // namespace binade
