#pragma once
// The kernels that were compiled for the host device, by name. The table is generated from kernels.json by the build.
#include "block.h"

namespace binade::host {

struct Kernel {
  const char* name;
  Entry entry;
  bool hasBarriers;
};

// Nothing if there is none of that name.
const Kernel* findKernel(const char* name);

}  // namespace binade::host
