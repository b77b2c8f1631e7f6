#include "include/window.cuh"
using namespace binade;

__device__ inline i32 keyOf(u32 word) {
  return isNan(word) ? 0x7fffffff : order(word);
}

// [y, index: i32] ← [x]: the first NaN if any, else the first maximum, with -0 below +0 (N3); one thread a window.
KERNEL(maxPool) {
  u64 output = threadNumber();
  if (output >= call.count) {
    return;
  }
  const View& x = call.views[2];
  PoolWindow window = poolWindow(call, output);
  u64 plane = window.plane * call.words[height] * call.words[width];
  u32 best = 0;
  u32 bestCode = 0;
  i32 record = 0;
  bool isFirst = true;
  for (u32 h = window.top; h < window.bottom; h++) {
    for (u32 w = window.left; w < window.right; w++) {
      u32 at = h * call.words[width] + w;
      u32 code = codeOf(x, plane + at);
      i32 key = keyOf(decode(x.dtype, code));
      if (isFirst || key > record) {
        best = at;
        bestCode = code;
        record = key;
        isFirst = false;
      }
    }
  }
  storeCode(call.views[0], output, bestCode);
  storeCode(call.views[1], output, best);
}

// [y] ← [x]: the window in row-major order from +0, then ÷ count (N7).
KERNEL(avgPool) {
  writeWords(call, [&](u64 output) {
    PoolWindow window = poolWindow(call, output);
    Real sum = real(0u);
    for (u32 h = window.top; h < window.bottom; h++) {
      for (u32 w = window.left; w < window.right; w++) {
        sum = sum + realAt(call.views[1], (window.plane * call.words[height] + h) * call.words[width] + w);
      }
    }
    return encode(call.views[0].dtype, wordOf(sum / poolCount(call, window)));
  });
}
