#include "stagingPool.h"

namespace binade {

namespace {

constexpr size_t leastSize = 64 * 1024;
// What is kept, and what may be in flight before an upload waits.
constexpr size_t largestTotal = 256u * 1024 * 1024;

size_t sizeFor(size_t bytes) {
  size_t size = leastSize;
  while (size < bytes) {
    size *= 2;
  }
  return size;
}

}  // namespace

StagingPool::Block& StagingPool::acquire(size_t bytes) {
  const size_t size = sizeFor(bytes);
  for (Block& block : blocks_) {
    const bool fits = !block.isHeld && block.size >= bytes && block.size <= 4 * size;
    if (fits && driver_.eventQuery(block.event) == CUDA_SUCCESS) {
      block.isHeld = true;
      return block;
    }
  }
  if (total_ + size > largestTotal) {
    trim();
  }
  Block block;
  block.size = size;
  block.isHeld = true;
  check(driver_, driver_.eventCreate(&block.event, CU_EVENT_DISABLE_TIMING), "cuEventCreate");
  const CUresult result = driver_.memAllocHost(&block.memory, size);
  if (result != CUDA_SUCCESS) {
    driver_.eventDestroy(block.event);
    check(driver_, result, "page-locked memory of " + std::to_string(size) + " bytes");
  }
  total_ += size;
  blocks_.push_back(block);
  return blocks_.back();
}

void StagingPool::releaseAfter(Block& block, CUstream stream) {
  const CUresult result = driver_.eventRecord(block.event, stream);
  block.isHeld = false;
  check(driver_, result, "cuEventRecord");
}

void StagingPool::release(Block& block) {
  block.isHeld = false;
}

void StagingPool::trim() {
  for (auto block = blocks_.begin(); block != blocks_.end();) {
    if (block->isHeld) {
      ++block;
      continue;
    }
    driver_.eventSynchronize(block->event);
    destroy(*block);
    block = blocks_.erase(block);
  }
}

void StagingPool::clear() {
  for (const Block& block : blocks_) {
    destroy(block);
  }
  blocks_.clear();
}

void StagingPool::destroy(const Block& block) {
  driver_.eventDestroy(block.event);
  driver_.memFreeHost(block.memory);
  total_ -= block.size;
}

}  // namespace binade
