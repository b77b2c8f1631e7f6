#include "workers.h"

#include <numeric>

#include "random.h"

namespace binade::host {

namespace {

// Blocks in another order than their own, without a table of them: a step that shares no factor with their number.
uint64_t strideFor(const Grid& grid, uint64_t count) {
  Random random(grid.seed);
  for (uint64_t stride = random.below(count);; stride++) {
    if (stride > 0 && std::gcd(stride, count) == 1) {
      return stride;
    }
  }
}

uint64_t placeInOrder(const Grid& grid, uint64_t turn, uint64_t count) {
  switch (grid.order) {
    case Order::Natural: return turn;
    case Order::Reversed: return count - 1 - turn;
    case Order::Shuffled: return (uint64_t)((unsigned __int128)turn * strideFor(grid, count) % count);
  }
  return turn;
}

}  // namespace

Workers::Workers(unsigned count) {
  for (unsigned i = 0; i < count; i++) {
    threads_.emplace_back([this] { work(); });
  }
}

Workers::~Workers() {
  {
    std::lock_guard<std::mutex> lock(mutex_);
    isClosing_ = true;
  }
  started_.notify_all();
  for (std::thread& thread : threads_) {
    thread.join();
  }
}

std::string Workers::run(const Grid& grid) {
  std::unique_lock<std::mutex> lock(mutex_);
  grid_ = &grid;
  blockCount_ = (uint64_t)grid.gridSize.x * grid.gridSize.y * grid.gridSize.z;
  next_ = 0;
  failure_.clear();
  // a single block is not worth waking anybody for
  if (blockCount_ > 1) {
    generation_++;
    busy_ = (unsigned)threads_.size();
    started_.notify_all();
  }
  lock.unlock();
  takeBlocks();
  lock.lock();
  ended_.wait(lock, [this] { return busy_ == 0; });
  return failure_;
}

void Workers::work() {
  unsigned seen = 0;
  std::unique_lock<std::mutex> lock(mutex_);
  for (;;) {
    started_.wait(lock, [&] { return isClosing_ || generation_ != seen; });
    if (isClosing_) {
      return;
    }
    seen = generation_;
    lock.unlock();
    takeBlocks();
    lock.lock();
    if (--busy_ == 0) {
      ended_.notify_all();
    }
  }
}

void Workers::takeBlocks() {
  for (uint64_t turn = next_++; turn < blockCount_; turn = next_++) {
    std::string failure = runBlock(*grid_, (unsigned)placeInOrder(*grid_, turn, blockCount_));
    if (!failure.empty()) {
      std::lock_guard<std::mutex> lock(mutex_);
      if (failure_.empty()) {
        failure_ = std::move(failure);
      }
    }
  }
}

}  // namespace binade::host
