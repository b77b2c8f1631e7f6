#include "softwareDriver.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "../kernels/include/launch.cuh"
#include "registry.h"
#include "stream.h"
#include "workers.h"

#ifdef BINADE_FAKE_LIBCUDA
#define DRIVER_FUNCTION extern "C" __attribute__((visibility("default"))) CUresult
#else
#define DRIVER_FUNCTION static CUresult
#endif

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

namespace {

constexpr int version = 13000;
constexpr int largestGrid = 0x7fffffff;
constexpr unsigned largestBlock = 1024;

// Enough for streams that run at the same time; the thread of a stream works along.
host::Workers& workers() {
  static host::Workers* instance =
      new host::Workers(std::min(std::max(std::thread::hardware_concurrency(), 1u) - 1u, 15u));
  return *instance;
}

// One grid at a time.
std::mutex launching;

std::mutex failureMutex;
std::string failureText;

size_t physicalMemory() {
  return (size_t)sysconf(_SC_PHYS_PAGES) * (size_t)sysconf(_SC_PAGE_SIZE);
}

CUfunction handleOf(const host::Kernel* kernel) {
  return (CUfunction)kernel;
}

CUresult run(const host::Kernel* kernel, const host::Grid& grid) {
  std::lock_guard<std::mutex> one(launching);
  const std::string failure = workers().run(grid);
  if (failure.empty()) {
    return CUDA_SUCCESS;
  }
  std::lock_guard<std::mutex> lock(failureMutex);
  failureText = std::string(kernel->name) + ": " + failure;
  return CUDA_ERROR_LAUNCH_FAILED;
}

}  // namespace

DRIVER_FUNCTION cuInit(unsigned) {
  return CUDA_SUCCESS;
}

DRIVER_FUNCTION cuDriverGetVersion(int* result) {
  *result = version;
  return CUDA_SUCCESS;
}

DRIVER_FUNCTION cuDeviceGetCount(int* count) {
  *count = 1;
  return CUDA_SUCCESS;
}

DRIVER_FUNCTION cuDeviceGet(CUdevice* device, int ordinal) {
  *device = 0;
  return ordinal == 0 ? CUDA_SUCCESS : CUDA_ERROR_INVALID_VALUE;
}

DRIVER_FUNCTION cuDeviceGetName(char* name, int length, CUdevice) {
  snprintf(name, (size_t)length, "host device (the CPU, no GPU)");
  return CUDA_SUCCESS;
}

DRIVER_FUNCTION cuDeviceGetAttribute(int* value, int attribute, CUdevice) {
  // what it can do is that of the oldest GPU the kernels are for
  *value = attribute == CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR   ? 7
           : attribute == CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR ? 5
                                                                       : 0;
  return CUDA_SUCCESS;
}

DRIVER_FUNCTION cuDeviceTotalMem_v2(size_t* bytes, CUdevice) {
  *bytes = physicalMemory();
  return CUDA_SUCCESS;
}

DRIVER_FUNCTION cuDevicePrimaryCtxRetain(CUcontext* context, CUdevice) {
  *context = (CUcontext)1;
  return CUDA_SUCCESS;
}

DRIVER_FUNCTION cuDevicePrimaryCtxRelease_v2(CUdevice) {
  return CUDA_SUCCESS;
}

DRIVER_FUNCTION cuDevicePrimaryCtxReset_v2(CUdevice) {
  return CUDA_SUCCESS;
}

DRIVER_FUNCTION cuCtxSetCurrent(CUcontext) {
  return CUDA_SUCCESS;
}

DRIVER_FUNCTION cuModuleLoadData(CUmodule* module, const void*) {
  *module = (CUmodule)1;
  return CUDA_SUCCESS;
}

DRIVER_FUNCTION cuModuleUnload(CUmodule) {
  return CUDA_SUCCESS;
}

DRIVER_FUNCTION cuModuleGetFunction(CUfunction* function, CUmodule, const char* name) {
  *function = handleOf(host::findKernel(name));
  return *function == nullptr ? CUDA_ERROR_NOT_FOUND : CUDA_SUCCESS;
}

DRIVER_FUNCTION cuMemAlloc_v2(CUdeviceptr* address, size_t bytes) {
  // beyond the physical memory the system would promise what it cannot keep
  void* memory = bytes > physicalMemory() ? nullptr : aligned_alloc(256, (bytes + 255) / 256 * 256);
  *address = (CUdeviceptr)memory;
  return memory == nullptr ? CUDA_ERROR_OUT_OF_MEMORY : CUDA_SUCCESS;
}

DRIVER_FUNCTION cuMemFree_v2(CUdeviceptr address) {
  free((void*)address);
  return CUDA_SUCCESS;
}

DRIVER_FUNCTION cuMemAllocHost_v2(void** memory, size_t bytes) {
  *memory = malloc(bytes);
  return *memory == nullptr ? CUDA_ERROR_OUT_OF_MEMORY : CUDA_SUCCESS;
}

DRIVER_FUNCTION cuMemFreeHost(void* memory) {
  free(memory);
  return CUDA_SUCCESS;
}

DRIVER_FUNCTION cuMemcpyHtoDAsync_v2(CUdeviceptr to, const void* from, size_t bytes, CUstream stream) {
  return stream->stream.enqueue([=] {
    memcpy((void*)to, from, bytes);
    return CUDA_SUCCESS;
  });
}

DRIVER_FUNCTION cuMemcpyDtoHAsync_v2(void* to, CUdeviceptr from, size_t bytes, CUstream stream) {
  return stream->stream.enqueue([=] {
    memcpy(to, (const void*)from, bytes);
    return CUDA_SUCCESS;
  });
}

DRIVER_FUNCTION cuMemsetD32Async(CUdeviceptr address, unsigned word, size_t words, CUstream stream) {
  return stream->stream.enqueue([=] {
    std::fill_n((unsigned*)address, words, word);
    return CUDA_SUCCESS;
  });
}

DRIVER_FUNCTION cuStreamCreate(CUstream* stream, unsigned) {
  *stream = new CUstream_st();
  return CUDA_SUCCESS;
}

DRIVER_FUNCTION cuStreamDestroy_v2(CUstream stream) {
  delete stream;
  return CUDA_SUCCESS;
}

DRIVER_FUNCTION cuStreamSynchronize(CUstream stream) {
  return stream->stream.synchronize();
}

DRIVER_FUNCTION cuEventCreate(CUevent* event, unsigned) {
  *event = new CUevent_st();
  return CUDA_SUCCESS;
}

DRIVER_FUNCTION cuEventDestroy_v2(CUevent event) {
  delete event;
  return CUDA_SUCCESS;
}

DRIVER_FUNCTION cuEventRecord(CUevent event, CUstream stream) {
  event->stream = &stream->stream;
  event->count = stream->stream.enqueued();
  return CUDA_SUCCESS;
}

DRIVER_FUNCTION cuEventQuery(CUevent event) {
  return event->stream == nullptr ? CUDA_SUCCESS : event->stream->reached(event->count, false);
}

DRIVER_FUNCTION cuEventSynchronize(CUevent event) {
  return event->stream == nullptr ? CUDA_SUCCESS : event->stream->reached(event->count, true);
}

DRIVER_FUNCTION cuLaunchKernel(CUfunction function, unsigned gridX, unsigned gridY, unsigned gridZ, unsigned blockX,
                               unsigned blockY, unsigned blockZ, unsigned, CUstream stream, void** parameters, void**) {
  const bool isTooLarge = gridX > (unsigned)largestGrid || (uint64_t)blockX * blockY * blockZ > largestBlock;
  if (isTooLarge || (uint64_t)gridX * gridY * gridZ * blockX * blockY * blockZ == 0) {
    return CUDA_ERROR_INVALID_VALUE;
  }
  const host::Kernel* kernel = (const host::Kernel*)function;
  // the caller's parameters live until this call returns
  auto call = std::make_shared<Call>(*(const Call*)parameters[0]);
  const host::Order order = stream->order;
  const uint64_t seed = stream->seed++;
  return stream->stream.enqueue([=] {
    return run(kernel, {kernel->entry, call.get(), {gridX, gridY, gridZ}, {blockX, blockY, blockZ}, kernel->hasBarriers,
                        order, seed});
  });
}

DRIVER_FUNCTION cuGetErrorName(CUresult error, const char** name) {
  static const std::map<CUresult, const char*> names = {
      {CUDA_SUCCESS, "CUDA_SUCCESS"},
      {CUDA_ERROR_INVALID_VALUE, "CUDA_ERROR_INVALID_VALUE"},
      {CUDA_ERROR_OUT_OF_MEMORY, "CUDA_ERROR_OUT_OF_MEMORY"},
      {CUDA_ERROR_NO_DEVICE, "CUDA_ERROR_NO_DEVICE"},
      {CUDA_ERROR_NOT_FOUND, "CUDA_ERROR_NOT_FOUND"},
      {CUDA_ERROR_ILLEGAL_ADDRESS, "CUDA_ERROR_ILLEGAL_ADDRESS"},
      {CUDA_ERROR_LAUNCH_FAILED, "CUDA_ERROR_LAUNCH_FAILED"},
  };
  const auto found = names.find(error);
  *name = found == names.end() ? "an unknown error" : found->second;
  return CUDA_SUCCESS;
}

DRIVER_FUNCTION cuGetErrorString(CUresult error, const char** text) {
  if (error != CUDA_ERROR_LAUNCH_FAILED) {
    return cuGetErrorName(error, text);
  }
  *text = host::lastFailure();
  return CUDA_SUCCESS;
}

namespace host {

const Driver& softwareDriver() {
  static const Driver driver = [] {
    Driver made;
#define BINADE_FILL(member, name, parameters) made.member = name;
    BINADE_DRIVER_FUNCTIONS(BINADE_FILL)
#undef BINADE_FILL
    return made;
  }();
  return driver;
}

void setOrder(CUstream stream, Order order, uint64_t seed) {
  stream->order = order;
  stream->seed = seed;
}

const char* lastFailure() {
  std::lock_guard<std::mutex> lock(failureMutex);
  // kept for good: who asks may hold the text for as long as it likes
  static std::map<std::string, std::unique_ptr<std::string>> kept;
  auto& entry = kept[failureText];
  if (entry == nullptr) {
    entry = std::make_unique<std::string>(failureText);
  }
  return entry->c_str();
}

}  // namespace host

}  // namespace binade
