// A cuBLASLt of our own for tests, under the name libcublasLt.so.13: it multiplies on the CPU, in binary64, once the stream has
// reached it, and is strict about what it is told. It runs beside the driver for tests, whose memory is that of the CPU.
#include <dlfcn.h>
#include <string.h>

#include "../host/faults.h"
#include "cublasLt.h"

namespace binade {

struct cublasLtContext {};
struct cublasLtMatmulDescOpaque {
  int transposed[2] = {CUBLAS_OP_N, CUBLAS_OP_N};
  int epilogue = CUBLASLT_EPILOGUE_DEFAULT;
  const void* bias = nullptr;
};
struct cublasLtMatrixLayoutOpaque {
  cudaDataType_t type;
  uint64_t rows;
  uint64_t columns;
  int64_t pitch;
  int32_t batch = 1;
  int64_t batchStride = 0;
};
struct cublasLtMatmulPreferenceOpaque {
  uint64_t workspaceBytes = 0;
  uint32_t reductions = 7;
  uint32_t alignment[4] = {256, 256, 256, 256};
};

namespace {

// What the one algorithm was chosen for.
struct Chosen {
  uint64_t magic;
  uint64_t workspaceBytes;
  uint32_t alignment[4];
};
constexpr uint64_t magic = 0x6b6c75626e616465;

float widened(cudaDataType_t type, const void* memory, int64_t place) {
  if (type == CUDA_R_32F) {
    return ((const float*)memory)[place];
  }
  if (type == CUDA_R_16F) {
    return (float)((const _Float16*)memory)[place];
  }
  const uint32_t word = (uint32_t)((const uint16_t*)memory)[place] << 16;
  float value;
  memcpy(&value, &word, sizeof value);
  return value;
}

void store(cudaDataType_t type, void* memory, int64_t place, double value) {
  if (type == CUDA_R_32F) {
    ((float*)memory)[place] = (float)value;
  } else if (type == CUDA_R_16F) {
    ((_Float16*)memory)[place] = (_Float16)value;
  } else {
    const float single = (float)value;
    uint32_t word;
    memcpy(&word, &single, sizeof word);
    word += 0x7fff + (word >> 16 & 1);
    ((uint16_t*)memory)[place] = (uint16_t)(word >> 16);
  }
}

double elementOf(const void* memory, const cublasLtMatrixLayoutOpaque& layout, bool isTransposed, int64_t batch,
                 int64_t row, int64_t column) {
  const int64_t place = isTransposed ? column + row * layout.pitch : row + column * layout.pitch;
  return widened(layout.type, memory, batch * layout.batchStride + place);
}

void waitFor(CUstream stream) {
  void* driver = dlopen("libcuda.so.1", RTLD_NOW | RTLD_NOLOAD);
  reinterpret_cast<CUresult (*)(CUstream)>(dlsym(driver, "cuStreamSynchronize"))(stream);
}

bool isAligned(const void* pointer, uint32_t alignment) {
  return (uintptr_t)pointer % alignment == 0;
}

template <class T>
cublasStatus_t set(T& target, const void* value, size_t bytes) {
  if (bytes != sizeof target) {
    return CUBLAS_STATUS_INVALID_VALUE;
  }
  memcpy(&target, value, bytes);
  return CUBLAS_STATUS_SUCCESS;
}

}  // namespace

#define BINADE_DECLARE(member, name, result, parameters) \
  extern "C" __attribute__((visibility("default"))) result name parameters;
BINADE_CUBLASLT_FUNCTIONS(BINADE_DECLARE)

size_t cublasLtGetVersion() {
  return 130000;
}

const char* cublasLtGetStatusName(cublasStatus_t status) {
  return status == 1 ? "CUBLAS_STATUS_NOT_INITIALIZED"
         : status == CUBLAS_STATUS_INVALID_VALUE ? "CUBLAS_STATUS_INVALID_VALUE"
                                                 : "CUBLAS_STATUS_UNKNOWN";
}

cublasStatus_t cublasLtCreate(cublasLtHandle_t* handle) {
  if (host::fault("cublasNotInitialized") != 0) {
    return 1;
  }
  *handle = new cublasLtContext;
  return CUBLAS_STATUS_SUCCESS;
}

cublasStatus_t cublasLtDestroy(cublasLtHandle_t handle) {
  delete handle;
  return CUBLAS_STATUS_SUCCESS;
}

cublasStatus_t cublasLtMatmulDescCreate(cublasLtMatmulDesc_t* desc, cublasComputeType_t, cudaDataType_t) {
  *desc = new cublasLtMatmulDescOpaque;
  return CUBLAS_STATUS_SUCCESS;
}

cublasStatus_t cublasLtMatmulDescDestroy(cublasLtMatmulDesc_t desc) {
  delete desc;
  return CUBLAS_STATUS_SUCCESS;
}

cublasStatus_t cublasLtMatmulDescSetAttribute(cublasLtMatmulDesc_t desc, cublasLtMatmulDescAttributes_t attribute,
                                              const void* value, size_t bytes) {
  switch (attribute) {
    case CUBLASLT_MATMUL_DESC_TRANSA: return set(desc->transposed[0], value, bytes);
    case CUBLASLT_MATMUL_DESC_TRANSB: return set(desc->transposed[1], value, bytes);
    case CUBLASLT_MATMUL_DESC_EPILOGUE: return set(desc->epilogue, value, bytes);
    case CUBLASLT_MATMUL_DESC_BIAS_POINTER: return set(desc->bias, value, bytes);
  }
  return CUBLAS_STATUS_INVALID_VALUE;
}

cublasStatus_t cublasLtMatrixLayoutCreate(cublasLtMatrixLayout_t* layout, cudaDataType_t type, uint64_t rows,
                                          uint64_t columns, int64_t pitch) {
  if (pitch < (int64_t)rows) {
    return CUBLAS_STATUS_INVALID_VALUE;
  }
  *layout = new cublasLtMatrixLayoutOpaque{type, rows, columns, pitch};
  return CUBLAS_STATUS_SUCCESS;
}

cublasStatus_t cublasLtMatrixLayoutDestroy(cublasLtMatrixLayout_t layout) {
  delete layout;
  return CUBLAS_STATUS_SUCCESS;
}

cublasStatus_t cublasLtMatrixLayoutSetAttribute(cublasLtMatrixLayout_t layout,
                                                cublasLtMatrixLayoutAttribute_t attribute, const void* value,
                                                size_t bytes) {
  return attribute == CUBLASLT_MATRIX_LAYOUT_BATCH_COUNT ? set(layout->batch, value, bytes)
                                                         : set(layout->batchStride, value, bytes);
}

cublasStatus_t cublasLtMatmulPreferenceCreate(cublasLtMatmulPreference_t* preference) {
  *preference = new cublasLtMatmulPreferenceOpaque;
  return CUBLAS_STATUS_SUCCESS;
}

cublasStatus_t cublasLtMatmulPreferenceDestroy(cublasLtMatmulPreference_t preference) {
  delete preference;
  return CUBLAS_STATUS_SUCCESS;
}

cublasStatus_t cublasLtMatmulPreferenceSetAttribute(cublasLtMatmulPreference_t preference,
                                                    cublasLtMatmulPreferenceAttributes_t attribute, const void* value,
                                                    size_t bytes) {
  switch (attribute) {
    case CUBLASLT_MATMUL_PREF_MAX_WORKSPACE_BYTES: return set(preference->workspaceBytes, value, bytes);
    case CUBLASLT_MATMUL_PREF_REDUCTION_SCHEME_MASK: return set(preference->reductions, value, bytes);
    default: return set(preference->alignment[attribute - CUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_A_BYTES], value, bytes);
  }
}

cublasStatus_t cublasLtMatmulAlgoGetHeuristic(cublasLtHandle_t, cublasLtMatmulDesc_t, cublasLtMatrixLayout_t,
                                              cublasLtMatrixLayout_t, cublasLtMatrixLayout_t, cublasLtMatrixLayout_t,
                                              cublasLtMatmulPreference_t preference, int wanted,
                                              cublasLtMatmulHeuristicResult_t* results, int* found) {
  *found = 0;
  if (host::fault("cublasNoAlgorithm") != 0) {
    return CUBLAS_STATUS_NOT_SUPPORTED;
  }
  if (wanted < 1 || preference->reductions != CUBLASLT_REDUCTION_SCHEME_COMPUTE_TYPE) {
    return CUBLAS_STATUS_INVALID_VALUE;
  }
  Chosen chosen = {magic, preference->workspaceBytes, {}};
  memcpy(chosen.alignment, preference->alignment, sizeof chosen.alignment);
  static_assert(sizeof chosen <= sizeof results->algo);
  results[0] = {};
  memcpy(&results[0].algo, &chosen, sizeof chosen);
  *found = 1;
  return CUBLAS_STATUS_SUCCESS;
}

cublasStatus_t cublasLtMatmul(cublasLtHandle_t, cublasLtMatmulDesc_t desc, const void* alpha, const void* a,
                              cublasLtMatrixLayout_t aLayout, const void* b, cublasLtMatrixLayout_t bLayout,
                              const void* beta, const void* c, cublasLtMatrixLayout_t cLayout, void* d,
                              cublasLtMatrixLayout_t dLayout, const cublasLtMatmulAlgo_t* algorithm, void* workspace,
                              size_t workspaceBytes, CUstream stream) {
  Chosen chosen;
  memcpy(&chosen, algorithm, sizeof chosen);
  const void* pointers[] = {a, b, c, d};
  bool isWellAligned = true;
  for (int i = 0; i < 4; i++) {
    isWellAligned = isWellAligned && isAligned(pointers[i], chosen.alignment[i]);
  }
  const bool isFirstTransposed = desc->transposed[0] == CUBLAS_OP_T;
  const bool isSecondTransposed = desc->transposed[1] == CUBLAS_OP_T;
  const uint64_t depth = isFirstTransposed ? aLayout->rows : aLayout->columns;
  const bool fits = dLayout->rows == (isFirstTransposed ? aLayout->columns : aLayout->rows) &&
                    dLayout->columns == (isSecondTransposed ? bLayout->rows : bLayout->columns) &&
                    depth == (isSecondTransposed ? bLayout->columns : bLayout->rows) && cLayout == dLayout &&
                    aLayout->batch == dLayout->batch && bLayout->batch == dLayout->batch;
  if (chosen.magic != magic || workspaceBytes < chosen.workspaceBytes || !isAligned(workspace, 256) || !isWellAligned ||
      !fits || *(const float*)alpha != 1.0f || *(const float*)beta != 0.0f) {
    return CUBLAS_STATUS_INVALID_VALUE;
  }
  waitFor(stream);
  memset(workspace, 0xff, workspaceBytes);
  for (int32_t batch = 0; batch < dLayout->batch; batch++) {
    for (uint64_t column = 0; column < dLayout->columns; column++) {
      for (uint64_t row = 0; row < dLayout->rows; row++) {
        double sum = desc->epilogue == CUBLASLT_EPILOGUE_BIAS ? widened(dLayout->type, desc->bias, (int64_t)row) : 0;
        for (uint64_t k = 0; k < depth; k++) {
          sum += elementOf(a, *aLayout, isFirstTransposed, batch, (int64_t)row, (int64_t)k) *
                 elementOf(b, *bLayout, isSecondTransposed, batch, (int64_t)k, (int64_t)column);
        }
        store(dLayout->type, d, batch * dLayout->batchStride + (int64_t)row + (int64_t)column * dLayout->pitch, sum);
      }
    }
  }
  return CUBLAS_STATUS_SUCCESS;
}

// Node loads it so that dlopen finds it.
extern "C" __attribute__((visibility("default"))) void* napi_register_module_v1(void*, void* exports) {
  return exports;
}

}  // namespace binade
