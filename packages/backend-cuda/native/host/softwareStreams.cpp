// Streams, events and launches of the host device.
#include <algorithm>
#include <memory>
#include <mutex>
#include <string>

#include "../kernels/include/launch.cuh"
#include "driverFunctions.h"
#include "faults.h"
#include "registry.h"
#include "workers.h"

namespace binade {

namespace {

constexpr unsigned largestGrid = 0x7fffffff;
constexpr unsigned largestBlock = 1024;

// The thread of a stream works along. They live as long as the process.
host::Workers& workers() {
  static host::Workers* instance =
      new host::Workers(std::min(std::max(std::thread::hardware_concurrency(), 1u) - 1u, 15u));
  return *instance;
}

// One grid at a time.
std::mutex launching;

CUresult run(const host::Kernel* kernel, const host::Grid& grid) {
  std::lock_guard<std::mutex> one(launching);
  const std::string failure = workers().run(grid);
  if (failure.empty()) {
    return CUDA_SUCCESS;
  }
  host::noteFailure(std::string(kernel->name) + ": " + failure);
  return CUDA_ERROR_LAUNCH_FAILED;
}

}  // namespace

CUresult cuStreamCreate(CUstream* stream, unsigned) {
  if (host::contextFailure() != CUDA_SUCCESS) {
    return host::contextFailure();
  }
  *stream = new CUstream_st();
  return CUDA_SUCCESS;
}

CUresult cuStreamDestroy_v2(CUstream stream) {
  delete stream;
  return CUDA_SUCCESS;
}

CUresult cuStreamSynchronize(CUstream stream) {
  return stream->stream.synchronize();
}

CUresult cuEventCreate(CUevent* event, unsigned) {
  *event = new CUevent_st();
  return CUDA_SUCCESS;
}

CUresult cuEventDestroy_v2(CUevent event) {
  delete event;
  return CUDA_SUCCESS;
}

CUresult cuEventRecord(CUevent event, CUstream stream) {
  event->stream = &stream->stream;
  event->count = stream->stream.enqueued();
  return CUDA_SUCCESS;
}

CUresult cuEventQuery(CUevent event) {
  return event->stream == nullptr ? CUDA_SUCCESS : event->stream->reached(event->count, false);
}

CUresult cuEventSynchronize(CUevent event) {
  return event->stream == nullptr ? CUDA_SUCCESS : event->stream->reached(event->count, true);
}

CUresult cuLaunchKernel(CUfunction function, unsigned gridX, unsigned gridY, unsigned gridZ, unsigned blockX,
                               unsigned blockY, unsigned blockZ, unsigned, CUstream stream, void** parameters, void**) {
  const bool isTooLarge = gridX > largestGrid || (uint64_t)blockX * blockY * blockZ > largestBlock;
  if (isTooLarge || (uint64_t)gridX * gridY * gridZ * blockX * blockY * blockZ == 0) {
    return CUDA_ERROR_INVALID_VALUE;
  }
  if (host::contextFailure() != CUDA_SUCCESS) {
    return host::contextFailure();
  }
  if (host::fault("failedLaunch") != 0) {
    return CUDA_ERROR_LAUNCH_OUT_OF_RESOURCES;
  }
  const bool breaks = host::fault("illegalAddress") != 0;
  const host::Kernel* kernel = (const host::Kernel*)function;
  // the caller's parameters live until this call returns
  auto call = std::make_shared<Call>(*(const Call*)parameters[0]);
  const host::Order order = stream->order;
  const uint64_t seed = stream->seed++;
  return stream->stream.enqueue([=] {
    if (breaks) {
      host::failContext(CUDA_ERROR_ILLEGAL_ADDRESS);
      return (CUresult)CUDA_ERROR_ILLEGAL_ADDRESS;
    }
    return run(kernel, {kernel->entry, call.get(), {gridX, gridY, gridZ}, {blockX, blockY, blockZ}, kernel->hasBarriers,
                        order, seed});
  });
}

}  // namespace binade
