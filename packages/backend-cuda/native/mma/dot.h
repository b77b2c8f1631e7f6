/** The dot product d = a·b + c of a matrix unit, bit for bit as the model has it. */
#pragma once

#include <cstddef>

#include "block.h"
#include "sum.h"

namespace binade::mma {

/**
 * The blocks of one instruction, from the addend c. `a` and `b` hold `count` codes from the instruction's first product
 * on; +0 fills it up.
 */
inline uint32_t addBlocks(const Model& model, const uint32_t* a, const uint32_t* b, int count, uint32_t c) {
  uint32_t addend = c;
  for (int start = 0; start < model.instructionLength(); start += model.blockLength) {
    Block block;
    for (int i = start; i < start + model.blockLength; i++) {
      const int k = model.order[i];
      if (k >= count) continue;
      block.addProduct(model.inputFormat, decode(model.inputFormat, a[k]), decode(model.inputFormat, b[k]));
    }
    block.addAddend(model.outputFormat, decode(model.outputFormat, addend));
    addend = block.result(model);
  }
  return addend;
}

/**
 * a·b + c over any number of products: instruction after instruction in ascending k, each going on from the last one's
 * result. Codes of the model's formats; no products give c, a NaN as the unit writes it.
 */
inline uint32_t dot(const Model& model, const uint32_t* a, const uint32_t* b, size_t length, uint32_t c) {
  uint32_t result = decode(model.outputFormat, c).kind == Kind::nan ? model.outputFormat.nan() : c;
  const size_t step = static_cast<size_t>(model.instructionLength());
  for (size_t start = 0; start < length; start += step) {
    const int count = static_cast<int>(length - start < step ? length - start : step);
    const bool isFirst = model.addend == Addend::first;
    const uint32_t partial = addBlocks(model, a + start, b + start, count, isFirst ? result : 0);
    result = isFirst ? partial : add(model.outputFormat, partial, result);
  }
  return result;
}

}  // namespace binade::mma
