#include "include/elements.cuh"
#include "include/functions/log.cuh"
#include "include/functions/sine.cuh"
using namespace binade;

// Words: the seed, low and high; the stream; two numbers of the kind.
enum RandomWords { seedLow, seedHigh, streamNumber, firstNumber, secondNumber };

struct FourWords {
  u32 x, y, z, w;
};

// Philox4x32-10 with the counter (⌊i/4⌋ low, high, stream, 0) (N16).
__device__ inline FourWords philox(const Call& call, u64 block) {
  FourWords c = {(u32)block, (u32)(block >> 32), call.words[streamNumber], 0u};
  u32 keyLow = call.words[seedLow];
  u32 keyHigh = call.words[seedHigh];
  for (u32 round = 0; round < 10u; round++) {
    c = {__umulhi(0xcd9e8d57u, c.z) ^ c.y ^ keyLow, 0xcd9e8d57u * c.z,
         __umulhi(0xd2511f53u, c.x) ^ c.w ^ keyHigh, 0xd2511f53u * c.x};
    keyLow += 0x9e3779b9u;
    keyHigh += 0xbb67ae85u;
  }
  return c;
}

__device__ inline u32 wordNumber(const FourWords& c, u32 lane) {
  return lane == 0u ? c.x : lane == 1u ? c.y : lane == 2u ? c.z : c.w;
}

// (w >>> 8)·2^-24.
__device__ inline Real uniformOf(u32 steps) {
  return realOfInteger((i32)steps) * powerOfTwo(-24);
}

#define RANDOM(name, expression)                                                         \
  KERNEL(random_##name) {                                                                \
    writeWords(call, [&](u64 i) {                                                        \
      FourWords words = philox(call, i >> 2);                                            \
      u32 lane = (u32)i & 3u;                                                            \
      return expression;                                                                 \
    });                                                                                  \
  }

// low + ((high - low)·u)
__device__ inline u32 uniform(const Call& call, u32 word) {
  Real low = real(call.words[firstNumber]);
  return wordOf(low + real(call.words[secondNumber]) * uniformOf(word >> 8));
}

// Box and Muller: of each pair the first is r·cos, which is the sine a quarter turn further, the second r·sin.
__device__ inline u32 normal(const FourWords& words, u32 lane) {
  u32 angle = wordNumber(words, lane | 1u);
  Real u1 = uniformOf((wordNumber(words, lane & 2u) >> 8) + 1u);
  Real radius = squareRoot(real(0xc0000000u) * logOf(u1));
  u32 quarterTurns = 1u - (lane & 1u) + (angle >> 30);
  return wordOf(radius * sineOfFraction(quarterTurns, (u64)(angle << 2) << 32));
}

RANDOM(words, wordNumber(words, lane))
RANDOM(uniform, uniform(call, wordNumber(words, lane)))
RANDOM(normal, normal(words, lane))
RANDOM(keep, (wordNumber(words, lane) >> 8) >= call.words[firstNumber] ? 1u : 0u)
