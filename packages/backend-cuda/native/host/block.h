#pragma once
// The threads of one CUDA block on one thread of the host: fibers that run in a chosen order and meet at barriers.
#include <stdint.h>

#include <string>

namespace binade::host {

struct Index {
  unsigned x;
  unsigned y;
  unsigned z;
};

// What a CUDA thread knows of itself.
struct Thread {
  Index index;
  Index block;
  Index blockSize;
  Index gridSize;
};

// not thread_local, whose every use would ask whether it has been constructed
extern __thread Thread thread;

// In which order threads run between two barriers, and blocks of a grid. What a kernel computes must not depend on it.
enum class Order { Natural, Reversed, Shuffled };

// A kernel as a plain function of its parameter's bytes.
using Entry = void (*)(const void* parameters);

struct Grid {
  Entry entry;
  const void* parameters;
  Index gridSize;
  Index blockSize;
  // Without barriers the threads run one after the other, as a loop.
  bool hasBarriers;
  Order order;
  uint64_t seed;
};

// Run one block. The result says what was wrong with its barriers; empty if nothing was.
std::string runBlock(const Grid& grid, unsigned block);

void waitForBlock(const char* file, int line);
void waitForWarp(const char* file, int line, uint32_t mask);

constexpr uint32_t lanes(uint32_t mask = 0xffffffffu) {
  return mask;
}

// The number of this thread in its warp of 32.
int lane();

// Give a word to the other lanes and take that of `source`; one's own where there is no such lane.
uint32_t exchange(const char* file, int line, uint32_t mask, uint32_t word, int source);

template <class Value>
inline Value shuffle(const char* file, int line, uint32_t mask, Value value, int source) {
  static_assert(sizeof(Value) == 4, "words are shuffled");
  uint32_t word;
  __builtin_memcpy(&word, &value, 4);
  word = exchange(file, line, mask, word, source);
  __builtin_memcpy(&value, &word, 4);
  return value;
}

}  // namespace binade::host
