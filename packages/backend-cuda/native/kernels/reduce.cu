#include "include/elements.cuh"
#include "include/sumLanes.cuh"
using namespace binade;

// Words of a sum: elements of a row, low and high; blocks of a row, low and high; what the total is divided by, as a word
// of binary32, or 0; whether the squares are summed.
enum SumWords { rowLength, blocksInRow = 2, divisor = 4, ofSquares };

__device__ inline Real term(const Call& call, u64 i, Real) {
  Real x = realAt(call.views[1], i);
  return call.words[ofSquares] != 0u ? x * x : x;
}
__device__ inline u32 term(const Call& call, u64 i, u32) {
  return wordAt(call.views[1], i);
}

__device__ inline void finish(const Call& call, u64 i, Real total) {
  // divided by the rounded count, never multiplied by a reciprocal (N6)
  storeReal(call.views[0], i, call.words[divisor] != 0u ? total / real(call.words[divisor]) : total);
}
__device__ inline void finish(const Call& call, u64 i, u32 total) {
  storeCode(call.views[0], i, encode(call.views[0].dtype, total));
}

// One block of 64 threads sums up to 4096 elements of one row in the order of N6.
template <class Number>
__device__ inline void sumBlock(const Call& call, Number zero, Number* upperHalf) {
  u64 length = (u64)wide(call, rowLength);
  u64 blocks = (u64)wide(call, blocksInRow);
  u64 row = blockIdx.x / blocks;
  u64 start = (blockIdx.x - row * blocks) * blockLength;
  u64 end = start + blockLength < length ? start + blockLength : length;
  Number sum = zero;
  for (u64 i = start + threadIdx.x; i < end; i += laneCount) {
    sum = plus(sum, term(call, row * length + i, zero));
  }
  sum = sumOfLanes(sum, upperHalf);
  if (threadIdx.x == 0u) {
    finish(call, blockIdx.x, sum);
  }
}

// [y] ← [x]: x with its reduced axes last.
KERNEL_OF(64, 16, sumReals) {
  __shared__ Real upperHalf[32];
  sumBlock(call, real(0u), upperHalf);
}

KERNEL_OF(64, 16, sumIntegers) {
  __shared__ u32 upperHalf[32];
  sumBlock(call, 0u, upperHalf);
}

// One thread sums one row as the 64 lanes do. A lane without elements is +0, which changes no sum that started at +0, and is
// left out.
template <class Number>
__device__ inline void sumShortRow(const Call& call, Number zero) {
  u64 row = threadNumber();
  if (row >= call.count) {
    return;
  }
  u32 length = call.words[rowLength];
  Number lanes[laneCount];
  u32 filled = length < laneCount ? length : laneCount;
  lanes[0] = zero;
  for (u32 lane = 0; lane < filled; lane++) {
    Number sum = zero;
    for (u32 i = lane; i < length; i += laneCount) {
      sum = plus(sum, term(call, row * length + i, zero));
    }
    lanes[lane] = sum;
  }
  for (u32 distance = laneCount / 2; distance > 0u; distance >>= 1) {
    for (u32 lane = 0; lane + distance < filled; lane++) {
      lanes[lane] = plus(lanes[lane], lanes[lane + distance]);
    }
    filled = filled < distance ? filled : distance;
  }
  finish(call, row, lanes[0]);
}

KERNEL(sumShortRows) {
  u32 dtype = call.views[1].dtype;
  if (dtype == I32 || dtype == U8) {
    sumShortRow(call, 0u);
  } else {
    sumShortRow(call, real(0u));
  }
}

// Words of an extreme: elements of a row, low and high; whether the least is wanted; whether its index is.
enum ExtremeWords { leastWanted = 2, indexWanted };

struct Extreme {
  i32 key;
  u32 code;
  u64 index;
};

// Orders what is to be found: the largest key wins, of equal ones the first; NaN before all (N3).
__device__ inline i32 keyOf(u32 dtype, u32 word, bool isLeast) {
  bool isInteger = dtype == I32 || dtype == U8;
  if (!isInteger && isNan(word)) {
    return 0x7fffffff;
  }
  i32 key = isInteger ? (i32)word : order(word);
  return isLeast ? ~key : key;
}

__device__ inline bool beats(const Extreme& a, const Extreme& b) {
  return a.key > b.key || (a.key == b.key && a.index < b.index);
}

__device__ inline void better(const Call& call, u64 row, u64 i, Extreme& best) {
  const View& x = call.views[1];
  u32 code = codeOf(x, row * (u64)wide(call, rowLength) + i);
  Extreme candidate = {keyOf(x.dtype, decode(x.dtype, code), call.words[leastWanted] != 0u), code, i};
  if (beats(candidate, best)) {
    best = candidate;
  }
}

// What has no elements yet is beaten by all: its index is beyond the last.
__device__ inline Extreme noElement() {
  return {(i32)signBit, 0u, ~(u64)0};
}

__device__ inline void storeExtreme(const Call& call, u64 row, const Extreme& found) {
  storeCode(call.views[0], row, call.words[indexWanted] != 0u ? (u32)found.index : found.code);
}

// [y] ← [x]: one thread finds the extreme of one row.
KERNEL(findShortExtreme) {
  u64 row = threadNumber();
  if (row >= call.count) {
    return;
  }
  Extreme best = noElement();
  for (u64 i = 0; i < (u64)wide(call, rowLength); i++) {
    better(call, row, i, best);
  }
  storeExtreme(call, row, best);
}

// [y] ← [x]: one block of 64 threads finds the extreme of one row.
KERNEL_OF(64, 16, findExtreme) {
  __shared__ Extreme found[laneCount];
  u64 row = blockIdx.x;
  u32 lane = threadIdx.x;
  Extreme best = noElement();
  for (u64 i = lane; i < (u64)wide(call, rowLength); i += laneCount) {
    better(call, row, i, best);
  }
  found[lane] = best;
  __syncthreads();
  for (u32 width = laneCount / 2; width > 0u; width >>= 1) {
    if (lane < width && beats(found[lane + width], found[lane])) {
      found[lane] = found[lane + width];
    }
    __syncthreads();
  }
  if (lane == 0u) {
    storeExtreme(call, row, found[0]);
  }
}
