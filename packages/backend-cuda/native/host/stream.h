#pragma once
// Work in order on a thread of its own, as a stream of CUDA is.
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

#include "../driver/driver.h"

namespace binade::host {

class Stream {
 public:
  Stream();
  // Waits for what is enqueued.
  ~Stream();

  // After a failure nothing more is done, and the failure is the answer to everything.
  CUresult enqueue(std::function<CUresult()> task);
  CUresult synchronize();
  // How many tasks were enqueued so far.
  uint64_t enqueued();
  // Whether the first `count` tasks have ended; with `wait`, after waiting for them.
  CUresult reached(uint64_t count, bool wait);

 private:
  void work();

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<CUresult()>> tasks_;
  uint64_t enqueued_ = 0;
  uint64_t done_ = 0;
  CUresult failure_ = CUDA_SUCCESS;
  bool isClosing_ = false;
  std::thread thread_;
};

}  // namespace binade::host
