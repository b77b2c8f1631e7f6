#pragma once
// The driver of the machine's GPUs, if it has one.
#include <string>

#include "../driver/driver.h"

namespace binade {

struct LoadedDriver {
  // Nothing where there is none that can be used; then the reason says why.
  const Driver* driver = nullptr;
  std::string reason;
  int version = 0;
};

// Tries anew as long as it has not worked.
LoadedDriver loadDriver();

}  // namespace binade
