#include "include/window.cuh"
using namespace binade;

// Splits off the last of several indices that are numbered together.
__device__ inline u32 lastIndex(u64& rest, u32 size) {
  u64 next = rest / size;
  u32 index = (u32)(rest - next * size);
  rest = next;
  return index;
}

// [columns] ← [x]: [n, c, h, w] → [c, kh, kw, n, oh, ow]; padding is the code 0.
KERNEL(im2col) {
  writeWords(call, [&](u64 i) {
    const u32* p = call.words;
    u64 rest = i;
    u32 ow = lastIndex(rest, p[outWidth]);
    u32 oh = lastIndex(rest, p[outHeight]);
    u32 n = lastIndex(rest, p[batchCount]);
    u32 kw = lastIndex(rest, p[kernelWidth]);
    u32 kh = lastIndex(rest, p[kernelHeight]);
    // what lies before the image wraps to a large number
    u32 h = oh * p[strideY] + kh * p[dilationY] - p[paddingY];
    u32 w = ow * p[strideX] + kw * p[dilationX] - p[paddingX];
    if (h >= p[height] || w >= p[width]) {
      return 0u;
    }
    return codeOf(call.views[1], (((u64)n * p[channelCount] + rest) * p[height] + h) * p[width] + w);
  });
}
