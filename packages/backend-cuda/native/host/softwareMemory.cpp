// Memory of the host device: that of the process.
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <algorithm>
#include <map>
#include <mutex>

#include "driverFunctions.h"
#include "faults.h"

namespace binade {

namespace {

std::mutex allocating;
std::map<CUdeviceptr, size_t> allocated;
size_t total = 0;

// Beyond the physical memory the system would promise what it cannot keep.
size_t memoryLimit() {
  const size_t physical = (size_t)sysconf(_SC_PHYS_PAGES) * (size_t)sysconf(_SC_PAGE_SIZE);
  return (size_t)host::fault("memory", (long)physical);
}

}  // namespace

CUresult cuDeviceTotalMem_v2(size_t* bytes, CUdevice) {
  *bytes = memoryLimit();
  return CUDA_SUCCESS;
}

CUresult cuMemAlloc_v2(CUdeviceptr* address, size_t bytes) {
  if (host::contextFailure() != CUDA_SUCCESS) {
    return host::contextFailure();
  }
  std::lock_guard<std::mutex> lock(allocating);
  const size_t limit = memoryLimit();
  void* memory = bytes > limit || total > limit - bytes ? nullptr : aligned_alloc(256, (bytes + 255) / 256 * 256);
  if (memory == nullptr) {
    return CUDA_ERROR_OUT_OF_MEMORY;
  }
  *address = (CUdeviceptr)memory;
  allocated[*address] = bytes;
  total += bytes;
  return CUDA_SUCCESS;
}

CUresult cuMemFree_v2(CUdeviceptr address) {
  std::lock_guard<std::mutex> lock(allocating);
  const auto found = allocated.find(address);
  if (found == allocated.end()) {
    return CUDA_ERROR_INVALID_VALUE;
  }
  total -= found->second;
  allocated.erase(found);
  free((void*)address);
  return CUDA_SUCCESS;
}

CUresult cuMemAllocHost_v2(void** memory, size_t bytes) {
  *memory = malloc(bytes);
  return *memory == nullptr ? CUDA_ERROR_OUT_OF_MEMORY : CUDA_SUCCESS;
}

CUresult cuMemFreeHost(void* memory) {
  free(memory);
  return CUDA_SUCCESS;
}

CUresult cuMemcpyHtoDAsync_v2(CUdeviceptr to, const void* from, size_t bytes, CUstream stream) {
  return stream->stream.enqueue([=] {
    memcpy((void*)to, from, bytes);
    return CUDA_SUCCESS;
  });
}

CUresult cuMemcpyDtoHAsync_v2(void* to, CUdeviceptr from, size_t bytes, CUstream stream) {
  return stream->stream.enqueue([=] {
    memcpy(to, (const void*)from, bytes);
    return CUDA_SUCCESS;
  });
}

CUresult cuMemsetD32Async(CUdeviceptr address, unsigned word, size_t words, CUstream stream) {
  return stream->stream.enqueue([=] {
    std::fill_n((unsigned*)address, words, word);
    return CUDA_SUCCESS;
  });
}

}  // namespace binade
