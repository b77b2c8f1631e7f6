#pragma once
#include "elements.cuh"

namespace binade {

// The words of a window over an image [n, c, h, w] at places [oh, ow].
enum WindowWords { batchCount, channelCount, height, width, kernelHeight, kernelWidth, outHeight, outWidth, strideY, strideX,
                   paddingY, paddingX, dilationY, dilationX, countsPadding };

// The part of a pooling window that lies inside its plane.
struct PoolWindow {
  u64 plane;
  u32 top;
  u32 bottom;
  u32 left;
  u32 right;
};

__device__ inline u32 atLeastZero(i32 x) {
  return x < 0 ? 0u : (u32)x;
}
__device__ inline u32 lesser(u32 a, u32 b) {
  return a < b ? a : b;
}

// `output` numbers the windows of all planes.
__device__ inline PoolWindow poolWindow(const Call& call, u64 output) {
  const u32* p = call.words;
  u64 rest = output / p[outWidth];
  u32 column = (u32)(output - rest * p[outWidth]);
  u64 plane = rest / p[outHeight];
  u32 row = (u32)(rest - plane * p[outHeight]);
  i32 y = (i32)(row * p[strideY]) - (i32)p[paddingY];
  i32 x = (i32)(column * p[strideX]) - (i32)p[paddingX];
  return {plane, atLeastZero(y), lesser((u32)(y + (i32)p[kernelHeight]), p[height]), atLeastZero(x),
          lesser((u32)(x + (i32)p[kernelWidth]), p[width])};
}

// What an average divides by: padding is counted only if asked (N7).
__device__ inline Real poolCount(const Call& call, const PoolWindow& window) {
  const u32* p = call.words;
  u32 inside = (window.bottom - window.top) * (window.right - window.left);
  return realOfInteger((i32)(p[countsPadding] != 0u ? p[kernelHeight] * p[kernelWidth] : inside));
}

// Where a pixel lies in its image.
struct Pixel {
  u64 plane;
  u32 h;
  u32 w;
};

__device__ inline Pixel pixelOf(const Call& call, u64 i) {
  u64 rest = i / call.words[width];
  u64 plane = rest / call.words[height];
  return {plane, (u32)(rest - plane * call.words[height]), (u32)(i - rest * call.words[width])};
}

}  // namespace binade
