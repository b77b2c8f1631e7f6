// Replays recorded work on the host device, with every buffer an allocation of its own, so that a sanitizer sees what leaves
// one. `runner LOG [natural|reversed|shuffled]` prints how many launches and words agreed; its exit status is 1 where a word
// differs or a launch fails. The log is that of test/support/recordingDevice.ts.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include <map>
#include <string>
#include <vector>

#include "../host/registry.h"
#include "../host/workers.h"
#include "../kernels/include/launch.cuh"

namespace {

using namespace binade;

enum Operation : uint32_t { Allocate = 1, Free, Fill, Upload, Download, Launch };

// Beyond this, memory that takes no room until it is touched.
constexpr uint64_t hugeSize = 1ull << 30;

struct Buffer {
  uint8_t* bytes = nullptr;
  uint64_t size = 0;
};

struct Replay {
  FILE* log;
  host::Order order;
  std::map<uint32_t, Buffer> buffers;
  host::Workers workers{0};
  uint64_t launches = 0;
  uint64_t words = 0;
  int failures = 0;

  void take(void* into, size_t count) {
    if (fread(into, 1, count, log) != count) {
      fprintf(stderr, "runner: the log ends in the middle of a record\n");
      exit(2);
    }
  }
  uint32_t takeWord() {
    uint32_t word;
    take(&word, 4);
    return word;
  }
  uint64_t takeWide() {
    uint64_t value;
    take(&value, 8);
    return value;
  }
  // A buffer and an offset in it; the buffer 0 is none.
  uint8_t* takeAddress() {
    const uint32_t id = takeWord();
    const uint64_t offset = takeWide();
    return id == 0 ? nullptr : buffers.at(id).bytes + offset;
  }
};

void allocate(Replay& replay) {
  const uint32_t id = replay.takeWord();
  const uint64_t size = replay.takeWide();
  void* bytes = size < hugeSize ? malloc(size)
                                : mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  replay.buffers[id] = {(uint8_t*)bytes, size};
}

void release(Replay& replay) {
  const auto found = replay.buffers.find(replay.takeWord());
  if (found->second.size < hugeSize) {
    free(found->second.bytes);
  } else {
    munmap(found->second.bytes, found->second.size);
  }
  replay.buffers.erase(found);
}

void fill(Replay& replay) {
  uint8_t* at = replay.takeAddress();
  const uint32_t word = replay.takeWord();
  const uint64_t count = replay.takeWide();
  for (uint64_t i = 0; i < count; i++) {
    memcpy(at + 4 * i, &word, 4);
  }
}

void upload(Replay& replay) {
  uint8_t* at = replay.takeAddress();
  const uint64_t count = replay.takeWide();
  replay.take(at, count);
}

bool isNan(uint32_t word) {
  return (word & 0x7fffffffu) > 0x7f800000u;
}

// Words that differ, but for NaN of another payload, which the contract leaves open (N1).
void compare(Replay& replay) {
  const uint8_t* at = replay.takeAddress();
  const uint64_t count = replay.takeWide();
  std::vector<uint8_t> expected(count);
  replay.take(expected.data(), count);
  for (uint64_t i = 0; i < count; i += 4) {
    const size_t length = count - i < 4 ? count - i : 4;
    uint32_t wanted = 0;
    uint32_t found = 0;
    memcpy(&wanted, expected.data() + i, length);
    memcpy(&found, at + i, length);
    replay.words++;
    if (wanted != found && !(isNan(wanted) && isNan(found))) {
      if (replay.failures++ < 3) {
        printf("differs after launch %llu at byte %llu: expected %08x, got %08x\n", (unsigned long long)replay.launches,
               (unsigned long long)i, wanted, found);
      }
      return;
    }
  }
}

void launch(Replay& replay) {
  std::string name(replay.takeWord(), ' ');
  replay.take(name.data(), name.size());
  const uint32_t blocks = replay.takeWord();
  const uint32_t threads = replay.takeWord();
  Call call;
  replay.take(&call, sizeof call);
  for (View& view : call.views) {
    view.address = (uint64_t)replay.takeAddress();
  }
  const host::Kernel* kernel = host::findKernel(name.c_str());
  if (kernel == nullptr) {
    fprintf(stderr, "runner: there is no kernel \"%s\"\n", name.c_str());
    exit(2);
  }
  const host::Grid grid = {kernel->entry, &call, {blocks, 1, 1}, {threads, 1, 1}, kernel->hasBarriers, replay.order,
                           replay.launches++};
  const std::string failure = replay.workers.run(grid);
  if (!failure.empty() && replay.failures++ < 3) {
    printf("%s: %s\n", name.c_str(), failure.c_str());
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) {
    fprintf(stderr, "usage: runner LOG [natural|reversed|shuffled]\n");
    return 2;
  }
  setvbuf(stdout, nullptr, _IOLBF, 0);
  const std::string order = count > 2 ? arguments[2] : "natural";
  Replay replay;
  replay.order = order == "reversed"   ? host::Order::Reversed
                 : order == "shuffled" ? host::Order::Shuffled
                                       : host::Order::Natural;
  replay.log = fopen(arguments[1], "rb");
  if (replay.log == nullptr) {
    perror(arguments[1]);
    return 2;
  }
  void (*const operations[])(Replay&) = {nullptr, allocate, release, fill, upload, compare, launch};
  uint32_t operation;
  while (fread(&operation, 4, 1, replay.log) == 1) {
    operations[operation](replay);
  }
  printf("%llu launches, %llu words, %d failures\n", (unsigned long long)replay.launches, (unsigned long long)replay.words,
         replay.failures);
  return replay.failures == 0 ? 0 : 1;
}
