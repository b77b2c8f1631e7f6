#include "include/window.cuh"
using namespace binade;

// The window place that a pixel is at a tap of the kernel, along one axis; beyond the last where there is none.
__device__ inline u32 placeAt(u32 position, u32 tap, u32 dilation, u32 stride, u32 places) {
  if (position < tap * dilation) {
    return places;
  }
  u32 distance = position - tap * dilation;
  u32 place = distance / stride;
  return place * stride == distance ? place : places;
}

// [x] ← [columns: f32]: [n, c, kh, kw, oh, ow] → [n, c, h, w]; a pixel adds its (kh, kw) terms in order, from +0 (N7).
KERNEL(col2im) {
  writeWords(call, [&](u64 i) {
    const u32* p = call.words;
    Pixel pixel = pixelOf(call, i);
    Real sum = real(0u);
    for (u32 kh = 0; kh < p[kernelHeight]; kh++) {
      u32 oh = placeAt(pixel.h + p[paddingY], kh, p[dilationY], p[strideY], p[outHeight]);
      for (u32 kw = 0; oh < p[outHeight] && kw < p[kernelWidth]; kw++) {
        u32 ow = placeAt(pixel.w + p[paddingX], kw, p[dilationX], p[strideX], p[outWidth]);
        if (ow < p[outWidth]) {
          u64 tap = (pixel.plane * p[kernelHeight] + kh) * p[kernelWidth] + kw;
          sum = sum + realAt(call.views[1], (tap * p[outHeight] + oh) * p[outWidth] + ow);
        }
      }
    }
    return encode(call.views[0].dtype, wordOf(sum));
  });
}
