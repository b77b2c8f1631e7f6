#include "softwareDriver.h"

#include <stdio.h>

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "driverFunctions.h"
#include "faults.h"
#include "registry.h"

namespace binade {

namespace {

constexpr int version = 13000;

std::mutex failureMutex;
std::string failureText;
std::atomic<CUresult> stuck{CUDA_SUCCESS};

}  // namespace

CUresult cuInit(unsigned) {
  return host::fault("noDevice") != 0 ? CUDA_ERROR_NO_DEVICE : CUDA_SUCCESS;
}

CUresult cuDriverGetVersion(int* result) {
  *result = (int)host::fault("version", version);
  return CUDA_SUCCESS;
}

CUresult cuDeviceGetCount(int* count) {
  *count = 1;
  return CUDA_SUCCESS;
}

CUresult cuDeviceGet(CUdevice* device, int ordinal) {
  *device = 0;
  return ordinal == 0 ? CUDA_SUCCESS : CUDA_ERROR_INVALID_VALUE;
}

CUresult cuDeviceGetName(char* name, int length, CUdevice) {
  snprintf(name, (size_t)length, "host device (the CPU, no GPU)");
  return CUDA_SUCCESS;
}

CUresult cuDeviceGetAttribute(int* value, int attribute, CUdevice) {
  // what it can do is that of the oldest GPU the kernels are for, unless a test wants another
  const int capability = (int)host::fault("capability", 75);
  *value = attribute == CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR   ? capability / 10
           : attribute == CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR ? capability % 10
                                                                       : 0;
  return CUDA_SUCCESS;
}

CUresult cuDevicePrimaryCtxRetain(CUcontext* context, CUdevice) {
  *context = (CUcontext)1;
  return CUDA_SUCCESS;
}

CUresult cuDevicePrimaryCtxRelease_v2(CUdevice) {
  return CUDA_SUCCESS;
}

CUresult cuDevicePrimaryCtxReset_v2(CUdevice) {
  host::failContext(CUDA_SUCCESS);
  return CUDA_SUCCESS;
}

CUresult cuCtxSetCurrent(CUcontext) {
  return CUDA_SUCCESS;
}

CUresult cuModuleLoadData(CUmodule* module, const void*) {
  *module = (CUmodule)1;
  return CUDA_SUCCESS;
}

CUresult cuModuleUnload(CUmodule) {
  return CUDA_SUCCESS;
}

CUresult cuModuleGetFunction(CUfunction* function, CUmodule, const char* name) {
  *function = (CUfunction)host::findKernel(name);
  return *function == nullptr ? CUDA_ERROR_NOT_FOUND : CUDA_SUCCESS;
}

CUresult cuGetErrorName(CUresult error, const char** name) {
  static const std::map<CUresult, const char*> names = {
      {CUDA_SUCCESS, "CUDA_SUCCESS"},
      {CUDA_ERROR_INVALID_VALUE, "CUDA_ERROR_INVALID_VALUE"},
      {CUDA_ERROR_OUT_OF_MEMORY, "CUDA_ERROR_OUT_OF_MEMORY"},
      {CUDA_ERROR_NO_DEVICE, "CUDA_ERROR_NO_DEVICE"},
      {CUDA_ERROR_NOT_FOUND, "CUDA_ERROR_NOT_FOUND"},
      {CUDA_ERROR_ILLEGAL_ADDRESS, "CUDA_ERROR_ILLEGAL_ADDRESS"},
      {CUDA_ERROR_LAUNCH_OUT_OF_RESOURCES, "CUDA_ERROR_LAUNCH_OUT_OF_RESOURCES"},
      {CUDA_ERROR_LAUNCH_FAILED, "CUDA_ERROR_LAUNCH_FAILED"},
  };
  const auto found = names.find(error);
  *name = found == names.end() ? "an unknown error" : found->second;
  return CUDA_SUCCESS;
}

CUresult cuGetErrorString(CUresult error, const char** text) {
  if (error != CUDA_ERROR_LAUNCH_FAILED) {
    return cuGetErrorName(error, text);
  }
  *text = host::lastFailure();
  return CUDA_SUCCESS;
}

#ifdef BINADE_FAKE_LIBCUDA
// Lets Node load this library as if it were an addon; who asks for libcuda.so.1 afterwards gets it.
extern "C" __attribute__((visibility("default"))) void* napi_register_module_v1(void*, void* exports) {
  return exports;
}
#endif

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

CUresult contextFailure() {
  return stuck;
}

void failContext(CUresult result) {
  stuck = result;
}

void noteFailure(const std::string& text) {
  std::lock_guard<std::mutex> lock(failureMutex);
  failureText = text;
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
