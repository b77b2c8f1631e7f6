#pragma once
// Page-locked memory through which bytes pass to and from a device; kept, since locking pages is slow.
#include <list>

#include "driverError.h"

namespace binade {

class StagingPool {
 public:
  struct Block {
    void* memory = nullptr;
    size_t size = 0;
    CUevent event = nullptr;
    // Held by a reader; otherwise free as soon as the event has come.
    bool isHeld = false;
  };

  explicit StagingPool(const Driver& driver) : driver_(driver) {}

  // A block of at least so many bytes that nothing uses; it is held until `release`.
  Block& acquire(size_t bytes);
  // Free it once what is enqueued on the stream up to now has run.
  void releaseAfter(Block& block, CUstream stream);
  void release(Block& block);
  // Give everything back; nothing may be in flight.
  void clear();

 private:
  void trim();
  void destroy(const Block& block);

  const Driver& driver_;
  std::list<Block> blocks_;
  size_t total_ = 0;
};

}  // namespace binade
