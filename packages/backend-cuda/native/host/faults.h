#pragma once
// What the driver for tests does wrong, by the environment: BINADE_FAKE_CUDA is a list of `name` or `name=number` with commas.
#include <stdlib.h>
#include <string.h>

namespace binade::host {

// The number of a fault, 1 where it has none, or `otherwise` where it was not asked for.
inline long fault(const char* name, long otherwise = 0) {
  const char* list = getenv("BINADE_FAKE_CUDA");
  const size_t length = strlen(name);
  while (list != nullptr && *list != 0) {
    const char* end = strchr(list, ',');
    const bool isNamed = strncmp(list, name, length) == 0;
    if (isNamed && list[length] == '=') {
      return strtol(list + length + 1, nullptr, 10);
    }
    if (isNamed && (list[length] == 0 || list[length] == ',')) {
      return 1;
    }
    list = end == nullptr ? nullptr : end + 1;
  }
  return otherwise;
}

}  // namespace binade::host
