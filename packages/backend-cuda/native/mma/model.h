/** How a matrix unit computes a dot product, as data: the fields of `TensorCoreModel` of @binade/softfloat. */
#pragma once

#include "format.h"

namespace binade::mma {

enum class Rounding { towardZero, tiesToEven };

/** `first`: c is the addend of the first block. `last`: it is added to an instruction's result by IEEE 754 addition. */
enum class Addend { first, last };

/** No instruction of the table takes more products than this. */
inline constexpr int longestInstruction = 32;

struct Model {
  /** As in the names of the recorded files. */
  const char* gpu;
  const char* input;
  const char* output;
  Format inputFormat;
  Format outputFormat;
  /** Products of one block. */
  int blockLength;
  /** Blocks of one instruction. */
  int blockCount;
  /** Binary digits that are kept below the largest exponent of a block. */
  int fractionBits;
  int leastExponent;
  /** Significand digits of a block's result. */
  int precision;
  Rounding rounding;
  Addend addend;
  /** Which of an instruction's products each is, block after block. */
  unsigned char order[longestInstruction];

  constexpr int instructionLength() const { return blockLength * blockCount; }
};

/** Operands of an instruction, in the order of a unit's rows. */
enum class Input { fp16, bf16, tf32, e4m3, e5m2 };

/** What mma.sync with FP32 results is on a GPU: rows of `instructions` by operands, −1 where it takes none. */
struct Unit {
  const char* gpu;
  int rows[5];

  constexpr int row(Input input) const { return rows[static_cast<int>(input)]; }
};

}  // namespace binade::mma
