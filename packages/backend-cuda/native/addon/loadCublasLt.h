#pragma once
// The cuBLASLt of the machine, if it has one.
#include "../cublas/cublasLt.h"

namespace binade {

// Throws, saying why, where there is none that can be used. Tries anew as long as it has not worked.
const CublasLt& loadCublasLt();

}  // namespace binade
