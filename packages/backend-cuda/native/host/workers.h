#pragma once
// Threads of the host that take the blocks of a grid in turns.
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "block.h"

namespace binade::host {

class Workers {
 public:
  explicit Workers(unsigned count);
  ~Workers();

  // Run every block; returns when all have ended. The result is the first thing that was wrong, or empty.
  std::string run(const Grid& grid);

 private:
  void work();
  void takeBlocks();

  std::mutex mutex_;
  std::condition_variable started_;
  std::condition_variable ended_;
  const Grid* grid_ = nullptr;
  uint64_t blockCount_ = 0;
  std::atomic<uint64_t> next_{0};
  unsigned generation_ = 0;
  unsigned busy_ = 0;
  bool isClosing_ = false;
  std::string failure_;
  std::vector<std::thread> threads_;
};

}  // namespace binade::host
