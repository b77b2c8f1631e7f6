#include "include/elements.cuh"
using namespace binade;

// Words: rows, width, sources; each as low and high.
enum RowWords { rowCount, rowWidth = 2, sourceCount = 4 };

// [found: i32] ← [index], words: rows. Notes one index that is out of range: 1, the index, how many rows there are, and the
// position, low and high.
KERNEL(checkIndex) {
  u64 i = threadNumber();
  if (i >= call.count) {
    return;
  }
  i64 row = (i32)codeOf(call.views[1], i);
  if (row >= 0 && row < wide(call, rowCount)) {
    return;
  }
  u32* found = stateOf(call.views[0]);
  if (atomicCAS(found, 0u, 1u) == 0u) {
    found[1] = (u32)row;
    found[2] = call.words[rowCount];
    found[3] = (u32)i;
    found[4] = (u32)(i >> 32);
  }
}

// [y] ← [x, index]; a row that there is not reads as the code 0.
KERNEL(gatherRows) {
  writeWords(call, [&](u64 i) {
    u64 columns = (u64)wide(call, rowWidth);
    u64 at = i / columns;
    i64 row = (i32)codeOf(call.views[2], at);
    if (row < 0 || row >= wide(call, rowCount)) {
      return 0u;
    }
    return codeOf(call.views[1], (u64)row * columns + (i - at * columns));
  });
}

// [y: f32] ← [g, index], y zeroed: a thread owns a column and adds its sources in ascending order (N7). The work is that of
// the sources, however many rows there are.
KERNEL(scatterAddRows) {
  u64 column = threadNumber();
  u64 columns = (u64)wide(call, rowWidth);
  if (column >= columns) {
    return;
  }
  u32* y = stateOf(call.views[0]);
  for (u64 source = 0; source < (u64)wide(call, sourceCount); source++) {
    i64 row = (i32)codeOf(call.views[2], source);
    if (row >= 0 && row < wide(call, rowCount)) {
      u64 at = (u64)row * columns + column;
      y[at] = wordOf(real(y[at]) + realAt(call.views[1], source * columns + column));
    }
  }
}
