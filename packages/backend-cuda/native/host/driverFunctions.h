#pragma once
// The driver's functions as the software driver has them, under the names of NVIDIA's library. In the addon nobody outside sees
// them; in the driver for tests, which is called libcuda.so.1, everybody does.
#include "../driver/driver.h"
#include "block.h"
#include "stream.h"

#ifdef BINADE_FAKE_LIBCUDA
#define BINADE_DRIVER_VISIBILITY "default"
#else
#define BINADE_DRIVER_VISIBILITY "hidden"
#endif

#define BINADE_DECLARE(member, name, parameters) \
  extern "C" __attribute__((visibility(BINADE_DRIVER_VISIBILITY))) CUresult name parameters;

namespace binade {

struct CUstream_st {
  host::Stream stream;
  host::Order order = host::Order::Natural;
  uint64_t seed = 0;
};

struct CUevent_st {
  host::Stream* stream = nullptr;
  uint64_t count = 0;
};

BINADE_DRIVER_FUNCTIONS(BINADE_DECLARE)

namespace host {

// An error that sticks to the context until it is reset; the driver for tests makes some.
CUresult contextFailure();
void failContext(CUresult result);

// What was wrong in the launch that failed last, in words.
void noteFailure(const std::string& text);
const char* lastFailure();

}  // namespace host

}  // namespace binade
