// The matrix product of the fast tier, by tensor cores: mma.sync with sums in binary32.
//
// Its bits are those of a model, as softfloat has them: each element of y starts from +0 and takes the products of k in
// ascending order, one instruction after the other: 16 of f16 or bf16, 8 of tf32, 32 of e4m3fn or e5m2. The result of one
// is the addend of the next. Where k ends within an instruction, +0 fills it; an instruction with nothing of k in it is
// not issued. The bias is added once, in binary32, and the sum is rounded once to the dtype of y. Neither tiles nor
// batches nor other elements change that.
#include "../mma/instruction.cuh"
#include "include/elements.cuh"
#include "include/tf32.cuh"
using namespace binade;

// As for `matmul`: [y] ← [a, b] or [a, b, bias]; `unit` is what the host device models, a row of native/mma/models.gen.h.
enum FastMatmulWords { rows, columns, depth, tf32Rounding, hasBias, unit, aRow, aDepth = 8, bDepth = 10, bColumn = 12,
                       biasRow = 14, biasColumn = 16 };

constexpr u32 threads = 128;
constexpr u32 tile = 64;         // rows and columns of y that a block computes; a warp has a quarter, 32 × 32
constexpr u32 warpTile = 32;
constexpr u32 wordsOfTile = 16;  // of k, between two barriers: two instructions
constexpr u32 pitch = wordsOfTile + 4;  // between lines, so that the lanes of a fragment meet different banks
constexpr u32 wordsOfChunk = 4;  // which a thread fetches at a time
constexpr u32 chunksOfLine = wordsOfTile / wordsOfChunk;
constexpr u32 chunksOfThread = tile * chunksOfLine / threads;

// Rows of a or columns of b: lines along k.
struct Operand {
  const View* view;
  i64 start;
  i64 lineStride;
  i64 depthStride;
  u32 lines;
  u32 depth;
  u32 rounding;
};

struct alignas(16) Chunk {
  u32 words[wordsOfChunk];
};

struct Tiles {
  u32 a[tile][pitch];
  u32 b[tile][pitch];
};

// The sums lie where the operands lay, once those are used up.
union Shared {
  Tiles operands;
  float sums[tile][tile + 1];
};

__device__ inline Operand leftOf(const Call& call, u64 batch) {
  const View& a = call.views[1];
  return {&a, placeOf(a, batch), wide(call, aRow), wide(call, aDepth), call.words[rows], call.words[depth],
          call.words[tf32Rounding]};
}

__device__ inline Operand rightOf(const Call& call, u64 batch) {
  const View& b = call.views[2];
  return {&b, placeOf(b, batch), wide(call, bColumn), wide(call, bDepth), call.words[columns], call.words[depth],
          call.words[tf32Rounding]};
}

// The code of an element as the unit takes it. It ignores the low digits of tf32, and with them the payload of some NaN.
template <class Mma>
__device__ inline u32 codeFor(const Operand& operand, i64 place) {
  if constexpr (Mma::perWord == 1) {
    u32 word = ((const u32*)operand.view->address)[place];
    return isNan(word) ? nanWord : roundedToTf32(word, operand.rounding);
  } else if constexpr (Mma::perWord == 2) {
    return ((const u16*)operand.view->address)[place];
  } else {
    return ((const u8*)operand.view->address)[place];
  }
}

// Four words of a line from k on; +0 stands beyond the operand.
template <class Mma>
__device__ inline Chunk fetch(const Operand& operand, u32 line, u32 k) {
  constexpr u32 perChunk = wordsOfChunk * Mma::perWord;
  Chunk chunk = {};
  if (line >= operand.lines || k >= operand.depth) {
    return chunk;
  }
  i64 place = operand.start + line * operand.lineStride + k * operand.depthStride;
  if (Mma::perWord > 1 && operand.depthStride == 1 && operand.depth - k >= perChunk) {
    const Chunk* whole = (const Chunk*)((const u8*)operand.view->address + place * (4u / Mma::perWord));
    if ((u64)whole % sizeof(Chunk) == 0) {
      return *whole;
    }
  }
  u32 left = operand.depth - k;
#pragma unroll
  for (u32 i = 0; i < perChunk; i++) {
    if (i < left) {
      chunk.words[i / Mma::perWord] |= codeFor<Mma>(operand, place) << (i % Mma::perWord * (32u / Mma::perWord));
      place += operand.depthStride;
    }
  }
  return chunk;
}

// Which chunk of a tile is this thread's `i`-th: neighbours along k where those lie together, else neighbouring lines.
__device__ inline u32 lineOf(const Operand& operand, u32 i) {
  u32 number = threadIdx.x + i * threads;
  return operand.depthStride == 1 ? number / chunksOfLine : number % tile;
}
__device__ inline u32 wordOfLine(const Operand& operand, u32 i) {
  u32 number = threadIdx.x + i * threads;
  return (operand.depthStride == 1 ? number % chunksOfLine : number / tile) * wordsOfChunk;
}

template <class Mma>
__device__ inline void fetchTile(Chunk (&chunks)[chunksOfThread], const Operand& operand, u32 first, u32 k) {
#pragma unroll
  for (u32 i = 0; i < chunksOfThread; i++) {
    chunks[i] = fetch<Mma>(operand, first + lineOf(operand, i), k + wordOfLine(operand, i) * Mma::perWord);
  }
}

__device__ inline void placeTile(u32 (&lines)[tile][pitch], const Operand& operand, const Chunk (&chunks)[chunksOfThread]) {
#pragma unroll
  for (u32 i = 0; i < chunksOfThread; i++) {
    *(Chunk*)&lines[lineOf(operand, i)][wordOfLine(operand, i)] = chunks[i];
  }
}

// The 32 × 32 elements of a warp: 2 × 4 tiles of the instruction.
constexpr u32 mmaRows = 16;
constexpr u32 mmaColumns = 8;
constexpr u32 tilesDown = warpTile / mmaRows;
constexpr u32 tilesAcross = warpTile / mmaColumns;
using Sums = float[tilesDown][tilesAcross][4];

// One instruction's words of k for all tiles of the warp.
template <class Mma>
__device__ inline void multiplyTile(const Tiles& tiles, u32 model, u32 row, u32 column, u32 word, Sums& sums) {
  u32 group = threadIdx.x % lanesOfWarp / 4u;
  u32 at = word + threadIdx.x % 4u;
  u32 b[tilesAcross][2];
#pragma unroll
  for (u32 j = 0; j < tilesAcross; j++) {
    const u32* line = tiles.b[column + j * mmaColumns + group];
    b[j][0] = line[at];
    b[j][1] = line[at + 4u];
  }
#pragma unroll
  for (u32 i = 0; i < tilesDown; i++) {
    const u32* upper = tiles.a[row + i * mmaRows + group];
    const u32* lower = tiles.a[row + i * mmaRows + group + 8u];
#pragma unroll
    for (u32 j = 0; j < tilesAcross; j++) {
      Mma::multiply(model, sums[i][j], {{upper[at], lower[at], upper[at + 4u], lower[at + 4u]}, {b[j][0], b[j][1]}});
    }
  }
}

__device__ inline void storeSum(const Call& call, u64 batch, u32 row, u32 column, float value) {
  if (row >= call.words[rows] || column >= call.words[columns]) {
    return;
  }
  Real sum = {value};
  if (call.words[hasBias] != 0u) {
    const View& bias = call.views[3];
    i64 place = placeOf(bias, batch) + row * wide(call, biasRow) + column * wide(call, biasColumn);
    sum = sum + real(decode(bias.dtype, codeAt(bias, place)));
  }
  storeReal(call.views[0], (batch * call.words[rows] + row) * call.words[columns] + column, sum);
}

// The sums of a warp, at their places in the block's tile.
__device__ inline void placeSums(float (&lines)[tile][tile + 1], u32 row, u32 column, const Sums& sums) {
  u32 lane = threadIdx.x % lanesOfWarp;
#pragma unroll
  for (u32 i = 0; i < tilesDown; i++) {
#pragma unroll
    for (u32 j = 0; j < tilesAcross; j++) {
#pragma unroll
      for (u32 r = 0; r < 4u; r++) {
        u32 y = row + i * mmaRows + lane / 4u + r / 2u * 8u;
        lines[y][column + j * mmaColumns + lane % 4u * 2u + r % 2u] = sums[i][j][r];
      }
    }
  }
}

template <class Mma>
__device__ inline void fastMatmul(const Call& call, Shared& shared) {
  constexpr u32 depthOfTile = wordsOfTile * Mma::perWord;
  u32 tileRows = (call.words[rows] + tile - 1u) / tile;
  u32 tileColumns = (call.words[columns] + tile - 1u) / tile;
  u32 column = blockIdx.x % tileColumns * tile;
  u32 rest = blockIdx.x / tileColumns;
  u32 row = rest % tileRows * tile;
  u64 batch = rest / tileRows;
  Operand a = leftOf(call, batch);
  Operand b = rightOf(call, batch);
  u32 warp = threadIdx.x / lanesOfWarp;
  u32 warpRow = warp / 2u * warpTile;
  u32 warpColumn = warp % 2u * warpTile;
  bool isNeeded = row + warpRow < call.words[rows] && column + warpColumn < call.words[columns];

  Sums sums = {};
  u32 turns = (call.words[depth] + depthOfTile - 1u) / depthOfTile;
  // In each turn a tile is fetched while the one before it is multiplied.
#pragma unroll 1
  for (u32 turn = 0; turn <= turns; turn++) {
    Chunk nextA[chunksOfThread];
    Chunk nextB[chunksOfThread];
    fetchTile<Mma>(nextA, a, row, turn * depthOfTile);
    fetchTile<Mma>(nextB, b, column, turn * depthOfTile);
    if (turn > 0u && isNeeded) {
      u32 k = (turn - 1u) * depthOfTile;
#pragma unroll
      for (u32 word = 0; word < wordsOfTile; word += wordsOfInstruction) {
        if (k + word * Mma::perWord < call.words[depth]) {
          multiplyTile<Mma>(shared.operands, call.words[unit], warpRow, warpColumn, word, sums);
        }
      }
    }
    __syncthreads();
    if (turn < turns) {
      placeTile(shared.operands.a, a, nextA);
      placeTile(shared.operands.b, b, nextB);
      __syncthreads();
    }
  }

  placeSums(shared.sums, warpRow, warpColumn, sums);
  __syncthreads();
#pragma unroll 1
  for (u32 i = threadIdx.x; i < tile * tile; i += threads) {
    storeSum(call, batch, row + i / tile, column + i % tile, shared.sums[i / tile][i % tile]);
  }
}

#define FAST_MATMUL(name, mma)           \
  KERNEL_OF(128, 3, fastMatmul_##name) { \
    __shared__ Shared shared;            \
    fastMatmul<mma>(call, shared);       \
  }

// Where a GPU's tensor cores have no such instruction, neither has its code such a kernel.
#if !defined(__CUDA_ARCH__) || __CUDA_ARCH__ >= 800
FAST_MATMUL(f16, MmaF16)
FAST_MATMUL(bf16, MmaBf16)
FAST_MATMUL(tf32, MmaTf32)
#endif
#if !defined(__CUDA_ARCH__) || __CUDA_ARCH__ >= 890
FAST_MATMUL(e4m3fn, MmaE4m3fn)
FAST_MATMUL(e5m2, MmaE5m2)
#endif
