#include "loadCublasLt.h"

#include <dlfcn.h>

#include <mutex>
#include <stdexcept>
#include <string>

namespace binade {

namespace {

constexpr const char* libraries[] = {"libcublasLt.so.13", "libcublasLt.so.12"};

void resolve(void* handle, CublasLt& functions) {
#define BINADE_RESOLVE(member, name, result, parameters)                                 \
  functions.member = reinterpret_cast<decltype(functions.member)>(dlsym(handle, #name)); \
  if (functions.member == nullptr) {                                                     \
    throw std::runtime_error("cuBLASLt is too old: it has no " #name);                   \
  }
  BINADE_CUBLASLT_FUNCTIONS(BINADE_RESOLVE)
#undef BINADE_RESOLVE
}

}  // namespace

const CublasLt& loadCublasLt() {
  // shared by the instances of the addon, as the driver is
  static std::mutex mutex;
  std::lock_guard<std::mutex> lock(mutex);
  static CublasLt functions;
  static bool isLoaded = false;
  if (isLoaded) {
    return functions;
  }
  std::string reasons;
  for (const char* library : libraries) {
    void* handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);
    if (handle != nullptr) {
      resolve(handle, functions);
      isLoaded = true;
      return functions;
    }
    reasons += (reasons.empty() ? "" : "; ") + std::string(dlerror());
  }
  throw std::runtime_error("no cuBLASLt: " + reasons);
}

}  // namespace binade
