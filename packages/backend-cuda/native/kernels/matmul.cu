#include "include/elements.cuh"
#include "include/tf32.cuh"
using namespace binade;

// [y] ← [a, b] or [a, b, bias]. The views of the operands have the batch axes only; the words are m, n, k, how tf32 rounds
// (0 for not at all), whether there is a bias, a word of padding, then strides as low and high words: a's of a row and of
// k, b's of k and of a column, the bias's of a row and of a column.
enum MatmulWords { rows, columns, depth, tf32Rounding, hasBias, aRow = 6, aDepth = 8, bDepth = 10, bColumn = 12,
                   biasRow = 14, biasColumn = 16 };

constexpr u32 tile = 64;       // rows and columns of y that a block computes
constexpr u32 step = 16;       // of k, between two barriers; divides 256
constexpr u32 across = 4;      // rows and columns of y that a thread computes
constexpr u32 kBlock = 256;    // of k, summed from +0 on its own (N5)

__device__ inline Real operandAt(const View& view, i64 place, u32 rounding) {
  u32 word = decode(view.dtype, codeAt(view, place));
  return real(view.dtype == F32 ? roundedToTf32(word, rounding) : word);
}

struct Tiles {
  Real a[step][tile + 1];
  Real b[step][tile + 1];
};

// What lies beyond the operands is +0 and meets only elements that are not stored, or nothing: k has its own bound.
__device__ inline void loadTiles(const Call& call, Tiles& tiles, u64 batch, u32 row, u32 column, u32 k) {
  const View& a = call.views[1];
  const View& b = call.views[2];
  u32 rounding = call.words[tf32Rounding];
  i64 aStart = placeOf(a, batch);
  i64 bStart = placeOf(b, batch);
  for (u32 i = threadIdx.x; i < tile * step; i += blockDim.x) {
    u32 aLine = row + i / step;
    u32 aK = k + i % step;
    bool isInA = aLine < call.words[rows] && aK < call.words[depth];
    i64 aPlace = aStart + aLine * wide(call, aRow) + aK * wide(call, aDepth);
    tiles.a[i % step][i / step] = isInA ? operandAt(a, aPlace, rounding) : real(0u);
    u32 bLine = column + i % tile;
    u32 bK = k + i / tile;
    bool isInB = bLine < call.words[columns] && bK < call.words[depth];
    i64 bPlace = bStart + bK * wide(call, bDepth) + bLine * wide(call, bColumn);
    tiles.b[i / tile][i % tile] = isInB ? operandAt(b, bPlace, rounding) : real(0u);
  }
}

__device__ inline void storeElement(const Call& call, u64 batch, u32 row, u32 column, Real sum) {
  if (row >= call.words[rows] || column >= call.words[columns]) {
    return;
  }
  if (call.words[hasBias] != 0u) {
    const View& bias = call.views[3];
    i64 place = placeOf(bias, batch) + row * wide(call, biasRow) + column * wide(call, biasColumn);
    sum = sum + real(decode(bias.dtype, codeAt(bias, place)));
  }
  storeReal(call.views[0], (batch * call.words[rows] + row) * call.words[columns] + column, sum);
}

// A block of 256 threads computes 64 × 64 elements, a thread 4 × 4 of them; k ascends in blocks of 256 (N5).
KERNEL_OF(256, 2, matmul) {
  __shared__ Tiles tiles;
  u32 tileRows = (call.words[rows] + tile - 1u) / tile;
  u32 tileColumns = (call.words[columns] + tile - 1u) / tile;
  u32 column = blockIdx.x % tileColumns * tile;
  u32 rest = blockIdx.x / tileColumns;
  u32 row = rest % tileRows * tile;
  u64 batch = rest / tileRows;
  u32 myRow = threadIdx.x / 16u * across;
  u32 myColumn = threadIdx.x % 16u * across;
  Real sums[across][across] = {};
  for (u32 start = 0; start < call.words[depth]; start += kBlock) {
    u32 end = call.words[depth] - start < kBlock ? call.words[depth] : start + kBlock;
    Real parts[across][across] = {};
    for (u32 k = start; k < end; k += step) {
      __syncthreads();
      loadTiles(call, tiles, batch, row, column, k);
      __syncthreads();
      u32 count = end - k < step ? end - k : step;
      for (u32 at = 0; at < count; at++) {
#pragma unroll
        for (u32 i = 0; i < across; i++) {
#pragma unroll
          for (u32 j = 0; j < across; j++) {
            parts[i][j] = parts[i][j] + tiles.a[at][myRow + i] * tiles.b[at][myColumn + j];
          }
        }
      }
    }
#pragma unroll
    for (u32 i = 0; i < across; i++) {
#pragma unroll
      for (u32 j = 0; j < across; j++) {
        sums[i][j] = sums[i][j] + parts[i][j];
      }
    }
  }
#pragma unroll
  for (u32 i = 0; i < across; i++) {
#pragma unroll
    for (u32 j = 0; j < across; j++) {
      storeElement(call, batch, row + myRow + i, column + myColumn + j, sums[i][j]);
    }
  }
}
