#pragma once
// The part of NVIDIA's driver API that is used, with types of our own: nothing of CUDA is needed to build. The functions come
// from libcuda.so.1, or from the software driver that is the host device; what follows is the same code for both.
#include <stddef.h>
#include <stdint.h>

namespace binade {

using CUresult = int;
using CUdevice = int;
using CUdeviceptr = uint64_t;
using CUcontext = struct CUctx_st*;
using CUmodule = struct CUmod_st*;
using CUfunction = struct CUfunc_st*;
using CUstream = struct CUstream_st*;
using CUevent = struct CUevent_st*;

enum : CUresult {
  CUDA_SUCCESS = 0,
  CUDA_ERROR_INVALID_VALUE = 1,
  CUDA_ERROR_OUT_OF_MEMORY = 2,
  CUDA_ERROR_NO_DEVICE = 100,
  CUDA_ERROR_NO_BINARY_FOR_GPU = 209,
  CUDA_ERROR_NOT_FOUND = 500,
  CUDA_ERROR_NOT_READY = 600,
  CUDA_ERROR_ILLEGAL_ADDRESS = 700,
  CUDA_ERROR_LAUNCH_OUT_OF_RESOURCES = 701,
  CUDA_ERROR_LAUNCH_FAILED = 719,
};

enum : int {
  CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR = 75,
  CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR = 76,
};

constexpr unsigned CU_STREAM_NON_BLOCKING = 1;
constexpr unsigned CU_EVENT_DISABLE_TIMING = 2;

// Member, name in the library, parameters.
#define BINADE_DRIVER_FUNCTIONS(F)                                                                          \
  F(init, cuInit, (unsigned flags))                                                                         \
  F(driverGetVersion, cuDriverGetVersion, (int* version))                                                   \
  F(deviceGetCount, cuDeviceGetCount, (int* count))                                                         \
  F(deviceGet, cuDeviceGet, (CUdevice * device, int ordinal))                                               \
  F(deviceGetName, cuDeviceGetName, (char* name, int length, CUdevice device))                              \
  F(deviceGetAttribute, cuDeviceGetAttribute, (int* value, int attribute, CUdevice device))                 \
  F(deviceTotalMem, cuDeviceTotalMem_v2, (size_t * bytes, CUdevice device))                                 \
  F(primaryContextRetain, cuDevicePrimaryCtxRetain, (CUcontext * context, CUdevice device))                 \
  F(primaryContextRelease, cuDevicePrimaryCtxRelease_v2, (CUdevice device))                                 \
  F(primaryContextReset, cuDevicePrimaryCtxReset_v2, (CUdevice device))                                     \
  F(contextSetCurrent, cuCtxSetCurrent, (CUcontext context))                                                \
  F(moduleLoadData, cuModuleLoadData, (CUmodule * module, const void* image))                               \
  F(moduleUnload, cuModuleUnload, (CUmodule module))                                                        \
  F(moduleGetFunction, cuModuleGetFunction, (CUfunction * function, CUmodule module, const char* name))     \
  F(memAlloc, cuMemAlloc_v2, (CUdeviceptr * address, size_t bytes))                                         \
  F(memFree, cuMemFree_v2, (CUdeviceptr address))                                                           \
  F(memAllocHost, cuMemAllocHost_v2, (void** memory, size_t bytes))                                         \
  F(memFreeHost, cuMemFreeHost, (void* memory))                                                             \
  F(memcpyHtoDAsync, cuMemcpyHtoDAsync_v2, (CUdeviceptr to, const void* from, size_t bytes, CUstream stream)) \
  F(memcpyDtoHAsync, cuMemcpyDtoHAsync_v2, (void* to, CUdeviceptr from, size_t bytes, CUstream stream))     \
  F(memsetD32Async, cuMemsetD32Async, (CUdeviceptr address, unsigned word, size_t words, CUstream stream))  \
  F(streamCreate, cuStreamCreate, (CUstream * stream, unsigned flags))                                      \
  F(streamDestroy, cuStreamDestroy_v2, (CUstream stream))                                                   \
  F(streamSynchronize, cuStreamSynchronize, (CUstream stream))                                              \
  F(eventCreate, cuEventCreate, (CUevent * event, unsigned flags))                                          \
  F(eventDestroy, cuEventDestroy_v2, (CUevent event))                                                       \
  F(eventRecord, cuEventRecord, (CUevent event, CUstream stream))                                           \
  F(eventQuery, cuEventQuery, (CUevent event))                                                              \
  F(eventSynchronize, cuEventSynchronize, (CUevent event))                                                  \
  F(launchKernel, cuLaunchKernel,                                                                           \
    (CUfunction function, unsigned gridX, unsigned gridY, unsigned gridZ, unsigned blockX, unsigned blockY, \
     unsigned blockZ, unsigned sharedBytes, CUstream stream, void** parameters, void** extra))              \
  F(getErrorName, cuGetErrorName, (CUresult error, const char** name))                                      \
  F(getErrorString, cuGetErrorString, (CUresult error, const char** text))

struct Driver {
#define BINADE_MEMBER(member, name, parameters) CUresult(*member) parameters = nullptr;
  BINADE_DRIVER_FUNCTIONS(BINADE_MEMBER)
#undef BINADE_MEMBER
};

}  // namespace binade
