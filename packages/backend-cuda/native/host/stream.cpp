#include "stream.h"

namespace binade::host {

Stream::Stream() : thread_([this] { work(); }) {}

Stream::~Stream() {
  {
    std::lock_guard<std::mutex> lock(mutex_);
    isClosing_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

CUresult Stream::enqueue(std::function<CUresult()> task) {
  {
    std::lock_guard<std::mutex> lock(mutex_);
    if (failure_ != CUDA_SUCCESS) {
      return failure_;
    }
    tasks_.push_back(std::move(task));
    enqueued_++;
  }
  changed_.notify_all();
  return CUDA_SUCCESS;
}

CUresult Stream::synchronize() {
  return reached(enqueued(), true);
}

uint64_t Stream::enqueued() {
  std::lock_guard<std::mutex> lock(mutex_);
  return enqueued_;
}

CUresult Stream::reached(uint64_t count, bool wait) {
  std::unique_lock<std::mutex> lock(mutex_);
  if (wait) {
    changed_.wait(lock, [&] { return done_ >= count; });
  }
  if (failure_ != CUDA_SUCCESS) {
    return failure_;
  }
  return done_ >= count ? CUDA_SUCCESS : CUDA_ERROR_NOT_READY;
}

void Stream::work() {
  std::unique_lock<std::mutex> lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return isClosing_ || !tasks_.empty(); });
    if (tasks_.empty()) {
      return;
    }
    std::function<CUresult()> task = std::move(tasks_.front());
    tasks_.pop_front();
    const bool isDead = failure_ != CUDA_SUCCESS;
    lock.unlock();
    const CUresult result = isDead ? CUDA_SUCCESS : task();
    task = nullptr;
    lock.lock();
    done_++;
    if (failure_ == CUDA_SUCCESS) {
      failure_ = result;
    }
    changed_.notify_all();
  }
}

}  // namespace binade::host
