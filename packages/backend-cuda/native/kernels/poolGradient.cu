#include "include/window.cuh"
using namespace binade;

// The first window along an axis that reaches a place, counted from the edge of the padding.
__device__ inline u32 firstWindow(u32 place, u32 size, u32 stride) {
  return place >= size ? (place - size) / stride + 1u : 0u;
}

// A pixel adds the terms of the windows that it lies in, in row-major order of the windows, from +0 (N7).
template <class Term>
__device__ inline Real sumOfWindows(const Call& call, u64 i, Term term) {
  const u32* p = call.words;
  Pixel pixel = pixelOf(call, i);
  u32 y = pixel.h + p[paddingY];
  u32 x = pixel.w + p[paddingX];
  u32 endRow = lesser(y / p[strideY] + 1u, p[outHeight]);
  u32 endColumn = lesser(x / p[strideX] + 1u, p[outWidth]);
  Real sum = real(0u);
  for (u32 row = firstWindow(y, p[kernelHeight], p[strideY]); row < endRow; row++) {
    for (u32 column = firstWindow(x, p[kernelWidth], p[strideX]); column < endColumn; column++) {
      sum = term(sum, (pixel.plane * p[outHeight] + row) * p[outWidth] + column, pixel);
    }
  }
  return sum;
}

// [gx] ← [g, index]
KERNEL(maxPoolGradient) {
  writeWords(call, [&](u64 i) {
    Real sum = sumOfWindows(call, i, [&](Real before, u64 output, const Pixel& pixel) {
      u32 chosen = codeOf(call.views[2], output);
      bool isChosen = chosen == pixel.h * call.words[width] + pixel.w;
      return isChosen ? before + realAt(call.views[1], output) : before;
    });
    return encode(call.views[0].dtype, wordOf(sum));
  });
}

// [gx] ← [g]: g ÷ count per term.
KERNEL(avgPoolGradient) {
  writeWords(call, [&](u64 i) {
    Real sum = sumOfWindows(call, i, [&](Real before, u64 output, const Pixel&) {
      return before + realAt(call.views[1], output) / poolCount(call, poolWindow(call, output));
    });
    return encode(call.views[0].dtype, wordOf(sum));
  });
}
