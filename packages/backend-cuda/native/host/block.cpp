#include "block.h"

#include <memory>
#include <vector>

#include "fiber.h"
#include "random.h"

namespace binade::host {

__thread Thread thread;

namespace {

constexpr unsigned warpSize = 32;

enum class State { Ready, AtBlockBarrier, AtWarpBarrier, Ended };

struct Place {
  const char* file = nullptr;
  int line = 0;
};

struct Member {
  State state = State::Ready;
  Place place;
  uint32_t mask = 0;
  uint32_t word = 0;
};

// The block that runs on this thread of the host.
struct Block {
  const Grid* grid = nullptr;
  bool isFiber = false;
  unsigned current = 0;
  std::vector<Member> members;
  std::vector<unsigned> order;
  std::vector<std::unique_ptr<Fiber>> fibers;
  Random random;
  std::string failure;
};

// Made with the first block of the thread, and destroyed with the thread.
thread_local std::unique_ptr<Block> owned;
__thread Block* running = nullptr;

Index indexOf(unsigned number, const Index& size) {
  return {number % size.x, number / size.x % size.y, number / size.x / size.y};
}

void enter(unsigned number) {
  running->current = number;
  const Index& size = running->grid->blockSize;
  // nearly every block is a row, and two divisions a thread would be felt
  thread.index = size.x > number ? Index{number, 0, 0} : indexOf(number, size);
}

std::string at(const Place& place) {
  const std::string file = place.file;
  return file.substr(file.find_last_of('/') + 1) + ":" + std::to_string(place.line);
}

// A new order at every barrier, so that a shuffled run tries many.
void shuffle() {
  for (size_t i = running->order.size(); i > 1; i--) {
    std::swap(running->order[i - 1], running->order[running->random.below(i)]);
  }
}

void arrange(unsigned count) {
  running->order.resize(count);
  for (unsigned i = 0; i < count; i++) {
    running->order[i] = running->grid->order == Order::Reversed ? count - 1 - i : i;
  }
}

void suspend(State state, const char* file, int line, uint32_t mask) {
  if (!running->isFiber) {
    // a kernel that is marked as free of barriers runs as a loop, in which nobody can wait
    if (running->failure.empty()) {
      running->failure = "barrier at " + at({file, line}) + " in a kernel that is said to have none";
    }
    return;
  }
  Member& member = running->members[running->current];
  member.state = state;
  member.place = {file, line};
  member.mask = mask;
  Fiber::giveBack();
}

void runThread() {
  running->grid->entry(running->grid->parameters);
  running->members[running->current].state = State::Ended;
}

// Let the warps go on whose lanes have all come to the same place.
bool releaseWarps() {
  bool released = false;
  auto& members = running->members;
  for (unsigned first = 0; first < members.size(); first++) {
    const Member member = members[first];
    if (member.state != State::AtWarpBarrier) {
      continue;
    }
    const unsigned base = first / warpSize * warpSize;
    bool isComplete = ((member.mask >> (first - base)) & 1u) != 0;
    for (unsigned lane = 0; lane < warpSize && isComplete; lane++) {
      if (((member.mask >> lane) & 1u) == 0) {
        continue;
      }
      const unsigned other = base + lane;
      isComplete = other < members.size() && members[other].state == State::AtWarpBarrier &&
                   members[other].mask == member.mask && members[other].place.line == member.place.line &&
                   members[other].place.file == member.place.file;
    }
    if (!isComplete) {
      continue;
    }
    for (unsigned lane = 0; lane < warpSize; lane++) {
      if (((member.mask >> lane) & 1u) != 0) {
        members[base + lane].state = State::Ready;
      }
    }
    released = true;
  }
  return released;
}

// Nobody can go on: either all are at one barrier, which opens, or some never will be.
bool releaseBlock() {
  unsigned waiting = 0;
  unsigned ended = 0;
  bool isOnePlace = true;
  Place first;
  Place other;
  for (const Member& member : running->members) {
    if (member.state == State::Ended) {
      ended++;
      continue;
    }
    waiting++;
    if (first.file == nullptr) {
      first = member.place;
    }
    const bool isSame = member.state == State::AtBlockBarrier && member.place.line == first.line &&
                        member.place.file == first.file;
    if (!isSame) {
      isOnePlace = false;
      other = member.place;
    }
  }
  if (waiting == 0) {
    return false;
  }
  if (ended == 0 && isOnePlace) {
    for (Member& member : running->members) {
      member.state = State::Ready;
    }
    return true;
  }
  running->failure = "divergent barrier: " + std::to_string(waiting) + " of " + std::to_string(running->members.size()) +
                  " threads wait, at " + at(first) + (other.file == nullptr ? "" : " and at " + at(other)) +
                  (ended == 0 ? "" : ", and " + std::to_string(ended) + " have ended");
  return false;
}

void runFibers(unsigned count) {
  running->isFiber = true;
  running->members.assign(count, Member());
  while (running->fibers.size() < count) {
    running->fibers.push_back(std::make_unique<Fiber>());
  }
  for (unsigned i = 0; i < count; i++) {
    running->fibers[i]->start(runThread);
  }
  do {
    if (running->grid->order == Order::Shuffled) {
      shuffle();
    }
    for (const unsigned i : running->order) {
      if (running->members[i].state == State::Ready) {
        enter(i);
        running->fibers[i]->resume();
      }
    }
  } while (releaseWarps() || releaseBlock());
}

void runLoop() {
  running->isFiber = false;
  if (running->grid->order == Order::Shuffled) {
    shuffle();
  }
  for (const unsigned i : running->order) {
    enter(i);
    running->grid->entry(running->grid->parameters);
  }
}

}  // namespace

std::string runBlock(const Grid& grid, unsigned number) {
  if (running == nullptr) {
    owned = std::make_unique<Block>();
    running = owned.get();
  }
  running->grid = &grid;
  running->random = Random(grid.seed + number);
  running->failure.clear();
  thread.blockSize = grid.blockSize;
  thread.gridSize = grid.gridSize;
  thread.block = indexOf(number, grid.gridSize);
  const unsigned count = grid.blockSize.x * grid.blockSize.y * grid.blockSize.z;
  arrange(count);
  if (grid.hasBarriers) {
    runFibers(count);
  } else {
    runLoop();
  }
  return running->failure;
}

void waitForBlock(const char* file, int line) {
  suspend(State::AtBlockBarrier, file, line, 0);
}

void waitForWarp(const char* file, int line, uint32_t mask) {
  suspend(State::AtWarpBarrier, file, line, mask);
}

int lane() {
  return (int)(running->current % warpSize);
}

uint32_t exchange(const char* file, int line, uint32_t mask, uint32_t word, int source) {
  if (running->isFiber) {
    running->members[running->current].word = word;
  }
  waitForWarp(file, line, mask);
  const unsigned base = running->current / warpSize * warpSize;
  const bool isThere = running->isFiber && source >= 0 && source < (int)warpSize && ((mask >> source) & 1u) != 0 &&
                       base + (unsigned)source < running->members.size();
  const uint32_t taken = isThere ? running->members[base + (unsigned)source].word : word;
  // nobody gives a next word before all have taken this one
  waitForWarp(file, line, mask);
  return taken;
}

}  // namespace binade::host
