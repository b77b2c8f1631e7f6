#include "include/elements.cuh"
using namespace binade;

__device__ inline bool isInteger(u32 dtype) {
  return dtype == I32 || dtype == U8;
}

// One rounding from the exact value (N8).
__device__ inline u32 casted(u32 from, u32 to, u32 code, bool saturate) {
  u32 word = decode(from, code);
  if (!isInteger(from)) {
    if (!isInteger(to)) {
      return encode(to, word, saturate);
    }
    i32 integer = truncated(word);
    if (to == I32) {
      return (u32)integer;
    }
    return (u32)(integer < 0 ? 0 : integer > 255 ? 255 : integer);
  }
  return isInteger(to) ? encode(to, word) : encode(to, wordOfInteger((i32)word, to != F32), saturate);
}

// [y] ← [x], words: whether overflow gives the largest finite number.
KERNEL(cast) {
  const View& x = call.views[1];
  writeWords(call, [&](u64 i) {
    return casted(x.dtype, call.views[0].dtype, codeOf(x, i), call.words[0] != 0u);
  });
}
