#pragma once
// One device with one stream: everything happens in the order of the calls.
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "../host/block.h"
#include "products.h"
#include "stagingPool.h"

namespace binade {

struct DeviceOptions {
  const Driver* driver;
  int ordinal;
  bool isHost;
  host::Order order;
  uint64_t seed;
};

class Device {
 public:
  explicit Device(const DeviceOptions& options);
  // Waits for what is enqueued. Does nothing the second time.
  void close();
  ~Device();
  Device(const Device&) = delete;
  Device& operator=(const Device&) = delete;

  CUdeviceptr allocate(size_t bytes);
  void free(CUdeviceptr address);
  void fill(CUdeviceptr address, uint32_t word, size_t words);
  // The bytes are copied before the call returns.
  void upload(CUdeviceptr address, const void* bytes, size_t count);
  // A number for `launch`.
  size_t kernel(const std::string& name);
  void launch(size_t kernel, unsigned blocks, unsigned threads, void* parameters);

  // From now on `multiply` works. The version of cuBLASLt; throws, saying why, where there is none.
  size_t openCublasLt();
  // False where cuBLASLt cannot.
  bool multiply(const Product& product);

  StagingPool::Block& startDownload(CUdeviceptr address, size_t count);
  // On any thread: wait until the block holds its bytes.
  void finishDownload(const StagingPool::Block& block);
  void release(StagingPool::Block& block) { staging_.release(block); }
  // On any thread.
  void synchronize();

 private:
  struct Kernel {
    std::string name;
    CUfunction function;
  };

  // The module of a kernel, loaded when the first of its kernels is asked for.
  CUmodule moduleOf(const std::string& kernel);
  // Makes the context that of this thread.
  void enter() const;
  // The error, with the kernels that may have caused it: launches fail when nobody is looking.
  void checkWork(CUresult result, const std::string& doing);
  void remember(const std::string& name);

  const Driver& driver_;
  const bool isHost_;
  CUdevice device_ = 0;
  CUcontext context_ = nullptr;
  std::map<const void*, CUmodule> modules_;
  CUstream stream_ = nullptr;
  StagingPool staging_;
  std::vector<Kernel> kernels_;
  std::unique_ptr<Products> products_;
  std::mutex launchedMutex_;
  std::deque<std::string> launched_;
  bool isOpen_ = false;
  bool isLost_ = false;
};

}  // namespace binade
