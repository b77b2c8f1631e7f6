#include "loadDriver.h"

#include <dlfcn.h>

#include <mutex>

#include "driverError.h"

#ifndef BINADE_LEAST_DRIVER
// Without code for GPUs any driver will do to say which GPUs there are.
#define BINADE_LEAST_DRIVER 12000
#endif

namespace binade {

namespace {

constexpr const char* library = "libcuda.so.1";

std::string versionText(int version) {
  return std::to_string(version / 1000) + "." + std::to_string(version % 1000 / 10);
}

// Empty, or the name of a function that the library lacks.
std::string resolve(void* handle, Driver& driver) {
#define BINADE_RESOLVE(member, name, parameters)                              \
  driver.member = reinterpret_cast<decltype(driver.member)>(dlsym(handle, #name)); \
  if (driver.member == nullptr) {                                             \
    return #name;                                                             \
  }
  BINADE_DRIVER_FUNCTIONS(BINADE_RESOLVE)
#undef BINADE_RESOLVE
  return "";
}

LoadedDriver tryToLoad(Driver& driver) {
  void* handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);
  if (handle == nullptr) {
    return {nullptr, std::string("no NVIDIA driver: ") + dlerror(), 0};
  }
  const std::string missing = resolve(handle, driver);
  if (!missing.empty()) {
    return {nullptr, "the NVIDIA driver is too old: " + std::string(library) + " has no " + missing, 0};
  }
  int version = 0;
  const CUresult versioned = driver.driverGetVersion(&version);
  if (versioned == CUDA_SUCCESS && version < BINADE_LEAST_DRIVER) {
    return {nullptr,
            "the NVIDIA driver is too old: it is for CUDA " + versionText(version) + ", and " +
                versionText(BINADE_LEAST_DRIVER) + " or newer is needed",
            version};
  }
  const CUresult started = driver.init(0);
  if (started == CUDA_ERROR_NO_DEVICE) {
    return {nullptr, "the NVIDIA driver finds no GPU (CUDA_ERROR_NO_DEVICE)", version};
  }
  if (started != CUDA_SUCCESS) {
    return {nullptr, std::string("the NVIDIA driver does not start: ") + DriverError(driver, started, "cuInit").what(),
            version};
  }
  return {&driver, "", version};
}

}  // namespace

LoadedDriver loadDriver() {
  // every worker thread of Node has its own instance of the addon, but they share this library
  static std::mutex mutex;
  std::lock_guard<std::mutex> lock(mutex);
  static Driver driver;
  static LoadedDriver loaded;
  if (loaded.driver == nullptr) {
    loaded = tryToLoad(driver);
  }
  return loaded;
}

}  // namespace binade
