#pragma once
// xorshift64*: for orders to try, not for anything that is computed.
#include <stddef.h>
#include <stdint.h>

namespace binade::host {

class Random {
 public:
  explicit Random(uint64_t seed = 0) : state_((seed + 1) * 0x9e3779b97f4a7c15ull | 1ull) {}

  size_t below(size_t count) {
    state_ ^= state_ >> 12;
    state_ ^= state_ << 25;
    state_ ^= state_ >> 27;
    return (size_t)((state_ * 0x2545f4914f6cdd1dull) >> 33) % count;
  }

 private:
  uint64_t state_;
};

}  // namespace binade::host
