#include "device.h"

#include <string.h>

#include "../host/softwareDriver.h"
#include "gpuCode.h"

namespace binade {

namespace {

// Of those launched last, how many an error names.
constexpr size_t namedLaunches = 4;

// After these the context can only be thrown away. They come from work that was enqueued before.
bool sticks(CUresult result) {
  return result >= CUDA_ERROR_ILLEGAL_ADDRESS && result != CUDA_ERROR_LAUNCH_OUT_OF_RESOURCES;
}

}  // namespace

Device::Device(const DeviceOptions& options)
    : driver_(*options.driver), isHost_(options.isHost), staging_(*options.driver) {
  check(driver_, driver_.deviceGet(&device_, options.ordinal), "cuDeviceGet");
  check(driver_, driver_.primaryContextRetain(&context_, device_), "cuDevicePrimaryCtxRetain");
  isOpen_ = true;
  try {
    enter();
    check(driver_, driver_.streamCreate(&stream_, CU_STREAM_NON_BLOCKING), "cuStreamCreate");
  } catch (...) {
    close();
    throw;
  }
  if (isHost_) {
    host::setOrder(stream_, options.order, options.seed);
  }
}

Device::~Device() {
  close();
}

void Device::close() {
  if (!isOpen_) {
    return;
  }
  isOpen_ = false;
  driver_.contextSetCurrent(context_);
  if (stream_ != nullptr) {
    driver_.streamSynchronize(stream_);
    products_.reset();
    staging_.clear();
    driver_.streamDestroy(stream_);
  }
  for (const auto& [image, module] : modules_) {
    driver_.moduleUnload(module);
  }
  // after an error that sticks, only a new context can be used; the backends that share this one have failed with it
  if (isLost_) {
    driver_.primaryContextReset(device_);
  }
  driver_.primaryContextRelease(device_);
}

void Device::enter() const {
  check(driver_, driver_.contextSetCurrent(context_), "cuCtxSetCurrent");
}

CUdeviceptr Device::allocate(size_t bytes) {
  enter();
  CUdeviceptr address = 0;
  checkWork(driver_.memAlloc(&address, bytes), "allocating " + std::to_string(bytes) + " bytes");
  return address;
}

void Device::free(CUdeviceptr address) {
  enter();
  // the memory may still be used by what is enqueued
  driver_.streamSynchronize(stream_);
  driver_.memFree(address);
}

void Device::fill(CUdeviceptr address, uint32_t word, size_t words) {
  enter();
  checkWork(driver_.memsetD32Async(address, word, words, stream_), "filling memory");
}

void Device::upload(CUdeviceptr address, const void* bytes, size_t count) {
  enter();
  StagingPool::Block& block = staging_.acquire(count);
  memcpy(block.memory, bytes, count);
  const CUresult result = driver_.memcpyHtoDAsync(address, block.memory, count, stream_);
  staging_.releaseAfter(block, stream_);
  checkWork(result, "writing " + std::to_string(count) + " bytes");
}

size_t Device::kernel(const std::string& name) {
  enter();
  CUfunction function = nullptr;
  check(driver_, driver_.moduleGetFunction(&function, moduleOf(name), name.c_str()), "kernel \"" + name + "\"");
  kernels_.push_back({name, function});
  return kernels_.size() - 1;
}

CUmodule Device::moduleOf(const std::string& kernel) {
  // the kernels of the host device are linked in, as one image that has no data
  const void* image = isHost_ ? nullptr : gpuCodeOf(kernel.c_str());
  const auto known = modules_.find(image);
  if (known != modules_.end()) {
    return known->second;
  }
  CUmodule module = nullptr;
  check(driver_, driver_.moduleLoadData(&module, image), "loading the code of kernel \"" + kernel + "\"");
  modules_[image] = module;
  return module;
}

void Device::launch(size_t number, unsigned blocks, unsigned threads, void* parameters) {
  enter();
  const Kernel& kernel = kernels_.at(number);
  void* list[] = {parameters};
  checkWork(driver_.launchKernel(kernel.function, blocks, 1, 1, threads, 1, 1, 0, stream_, list, nullptr),
            "launching \"" + kernel.name + "\"");
  remember(kernel.name);
}

size_t Device::openCublasLt() {
  enter();
  products_ = std::make_unique<Products>();
  return products_->version();
}

bool Device::multiply(const Product& product) {
  enter();
  const bool isTaken = products_->multiply(product, stream_);
  if (isTaken) {
    remember("cublasLtMatmul");
  }
  return isTaken;
}

StagingPool::Block& Device::startDownload(CUdeviceptr address, size_t count) {
  enter();
  StagingPool::Block& block = staging_.acquire(count);
  CUresult result = driver_.memcpyDtoHAsync(block.memory, address, count, stream_);
  if (result == CUDA_SUCCESS) {
    result = driver_.eventRecord(block.event, stream_);
  }
  if (result != CUDA_SUCCESS) {
    staging_.release(block);
    checkWork(result, "reading " + std::to_string(count) + " bytes");
  }
  return block;
}

void Device::finishDownload(const StagingPool::Block& block) {
  enter();
  checkWork(driver_.eventSynchronize(block.event), "waiting for what was read");
}

void Device::synchronize() {
  enter();
  checkWork(driver_.streamSynchronize(stream_), "waiting for the device");
  std::lock_guard<std::mutex> lock(launchedMutex_);
  launched_.clear();
}

void Device::remember(const std::string& name) {
  std::lock_guard<std::mutex> lock(launchedMutex_);
  launched_.push_back(name);
  if (launched_.size() > namedLaunches) {
    launched_.pop_front();
  }
}

void Device::checkWork(CUresult result, const std::string& doing) {
  if (result == CUDA_SUCCESS) {
    return;
  }
  if (!sticks(result)) {
    throw DriverError(driver_, result, doing);
  }
  std::string names;
  std::lock_guard<std::mutex> lock(launchedMutex_);
  isLost_ = true;
  for (const std::string& name : launched_) {
    names += (names.empty() ? "" : ", ") + name;
  }
  throw DriverError(driver_, result, doing + (names.empty() ? "" : " (launched last: " + names + ")"));
}

}  // namespace binade
