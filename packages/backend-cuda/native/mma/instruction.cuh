#pragma once
// One mma.sync of a warp, by operand format: the instruction on a GPU, its software model on the host device. Fragments
// lie in 32-bit words as fragments.h says, whatever the format.
#include "../kernels/include/number.cuh"
#ifdef BINADE_HOST_DEVICE
#include "fragments.h"
#include "models.gen.h"
#endif

namespace binade {

constexpr u32 lanesOfWarp = 32;
constexpr u32 wordsOfInstruction = 8;  // of k

// A row of A: 16 × 8 words; of B: 8 words × 8; C and D: 16 × 8 numbers.
struct Fragments {
  u32 a[4];
  u32 b[2];
};

#ifdef BINADE_HOST_DEVICE

constexpr u32 warpsOfBlock = 4;

// Every lane shows its fragments to the others of its warp, as the instruction sees them all at once.
inline void multiplyByModel(mma::Input input, u32 unit, float sums[4], const Fragments& fragments) {
  __shared__ Fragments shown[warpsOfBlock][lanesOfWarp];
  Fragments* warp = shown[threadIdx.x / lanesOfWarp];
  u32 lane = threadIdx.x % lanesOfWarp;
  warp[lane] = fragments;
  __syncwarp();
  u32 words[4];
  for (int i = 0; i < 4; i++) {
    words[i] = __float_as_uint(sums[i]);
  }
  mma::multiply(mma::instructions[mma::units[unit].row(input)], (int)lane, words, [&](int operand, int source, int word) {
    return operand == 0 ? warp[source].a[word] : warp[source].b[word];
  });
  for (int i = 0; i < 4; i++) {
    sums[i] = __uint_as_float(words[i]);
  }
  __syncwarp();
}

#define INSTRUCTION(name, elements, input, text)                                                    \
  struct name {                                                                                     \
    static constexpr u32 perWord = elements;                                                        \
    static void multiply(u32 unit, float sums[4], const Fragments& fragments) {                     \
      multiplyByModel(mma::Input::input, unit, sums, fragments);                                    \
    }                                                                                               \
  };

#else

#define INSTRUCTION(name, elements, input, text)                                                    \
  struct name {                                                                                     \
    static constexpr u32 perWord = elements;                                                        \
    static __device__ inline void multiply(u32, float sums[4], const Fragments& fragments) {        \
      asm volatile(text " {%0, %1, %2, %3}, {%4, %5, %6, %7}, {%8, %9}, {%0, %1, %2, %3};"          \
                   : "+f"(sums[0]), "+f"(sums[1]), "+f"(sums[2]), "+f"(sums[3])                     \
                   : "r"(fragments.a[0]), "r"(fragments.a[1]), "r"(fragments.a[2]),                 \
                     "r"(fragments.a[3]), "r"(fragments.b[0]), "r"(fragments.b[1]));                \
    }                                                                                               \
  };

#endif

INSTRUCTION(MmaF16, 2, fp16, "mma.sync.aligned.m16n8k16.row.col.f32.f16.f16.f32")
INSTRUCTION(MmaBf16, 2, bf16, "mma.sync.aligned.m16n8k16.row.col.f32.bf16.bf16.f32")
INSTRUCTION(MmaTf32, 1, tf32, "mma.sync.aligned.m16n8k8.row.col.f32.tf32.tf32.f32")
INSTRUCTION(MmaE4m3fn, 4, e4m3, "mma.sync.aligned.m16n8k32.row.col.f32.e4m3.e4m3.f32")
INSTRUCTION(MmaE5m2, 4, e5m2, "mma.sync.aligned.m16n8k32.row.col.f32.e5m2.e5m2.f32")

#undef INSTRUCTION

}  // namespace binade
