#pragma once
// A driver without a GPU: memory is the host's, a stream is a thread, and kernels run by runBlock.
#include "../driver/driver.h"
#include "block.h"

namespace binade::host {

// Filled with the functions of the host device, which is its device 0.
const Driver& softwareDriver();

// The order of threads and blocks in what is launched on this stream from now on.
void setOrder(CUstream stream, Order order, uint64_t seed);

}  // namespace binade::host
