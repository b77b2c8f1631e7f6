#pragma once
// A call of the driver that failed.
#include <stdexcept>
#include <string>

#include "../driver/driver.h"

namespace binade {

class DriverError : public std::runtime_error {
 public:
  DriverError(const Driver& driver, CUresult result, const std::string& doing)
      : std::runtime_error(doing + ": " + describe(driver, result)), result(result) {}

  const CUresult result;

 private:
  static std::string describe(const Driver& driver, CUresult result) {
    const char* name = nullptr;
    const char* text = nullptr;
    driver.getErrorName(result, &name);
    driver.getErrorString(result, &text);
    const std::string code = name == nullptr ? "CUDA error " + std::to_string(result) : name;
    return text == nullptr || code == text ? code : code + " (" + text + ")";
  }
};

inline void check(const Driver& driver, CUresult result, const std::string& doing) {
  if (result != CUDA_SUCCESS) {
    throw DriverError(driver, result, doing);
  }
}

}  // namespace binade
