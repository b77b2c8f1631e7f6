#pragma once
// The part of cuBLASLt that is used, with types of our own, of which versions 12 and 13 have the same: nothing of CUDA is
// needed to build. Matrices are column-major here, as they are there.
#include <stddef.h>
#include <stdint.h>

#include "../driver/driver.h"

namespace binade {

using cublasStatus_t = int;
using cublasLtHandle_t = struct cublasLtContext*;
using cublasLtMatmulDesc_t = struct cublasLtMatmulDescOpaque*;
using cublasLtMatrixLayout_t = struct cublasLtMatrixLayoutOpaque*;
using cublasLtMatmulPreference_t = struct cublasLtMatmulPreferenceOpaque*;

enum : cublasStatus_t { CUBLAS_STATUS_SUCCESS = 0, CUBLAS_STATUS_INVALID_VALUE = 7, CUBLAS_STATUS_NOT_SUPPORTED = 15 };
enum cudaDataType_t : int { CUDA_R_32F = 0, CUDA_R_16F = 2, CUDA_R_16BF = 14 };
enum cublasComputeType_t : int { CUBLAS_COMPUTE_32F = 68 };
enum cublasOperation_t : int { CUBLAS_OP_N = 0, CUBLAS_OP_T = 1 };
enum cublasLtEpilogue_t : int { CUBLASLT_EPILOGUE_DEFAULT = 1, CUBLASLT_EPILOGUE_BIAS = 4 };
// Partial sums are added in binary32; the other schemes round them to the dtype of the result.
enum : uint32_t { CUBLASLT_REDUCTION_SCHEME_COMPUTE_TYPE = 2 };

enum cublasLtMatmulDescAttributes_t : int {
  CUBLASLT_MATMUL_DESC_TRANSA = 3,
  CUBLASLT_MATMUL_DESC_TRANSB = 4,
  CUBLASLT_MATMUL_DESC_EPILOGUE = 7,
  CUBLASLT_MATMUL_DESC_BIAS_POINTER = 8,
};

enum cublasLtMatrixLayoutAttribute_t : int {
  CUBLASLT_MATRIX_LAYOUT_BATCH_COUNT = 5,
  CUBLASLT_MATRIX_LAYOUT_STRIDED_BATCH_OFFSET = 6,
};

enum cublasLtMatmulPreferenceAttributes_t : int {
  CUBLASLT_MATMUL_PREF_MAX_WORKSPACE_BYTES = 1,
  CUBLASLT_MATMUL_PREF_REDUCTION_SCHEME_MASK = 3,
  CUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_A_BYTES = 5,
  CUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_B_BYTES = 6,
  CUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_C_BYTES = 7,
  CUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_D_BYTES = 8,
};

struct cublasLtMatmulAlgo_t {
  uint64_t data[8];
};

struct cublasLtMatmulHeuristicResult_t {
  cublasLtMatmulAlgo_t algo;
  size_t workspaceSize;
  cublasStatus_t state;
  float wavesCount;
  int reserved[4];
};

// Member, name in the library, result, parameters.
#define BINADE_CUBLASLT_FUNCTIONS(F)                                                                                     \
  F(version, cublasLtGetVersion, size_t, ())                                                                             \
  F(statusName, cublasLtGetStatusName, const char*, (cublasStatus_t status))                                             \
  F(create, cublasLtCreate, cublasStatus_t, (cublasLtHandle_t * handle))                                                 \
  F(destroy, cublasLtDestroy, cublasStatus_t, (cublasLtHandle_t handle))                                                 \
  F(descCreate, cublasLtMatmulDescCreate, cublasStatus_t,                                                                \
    (cublasLtMatmulDesc_t * desc, cublasComputeType_t compute, cudaDataType_t scale))                                    \
  F(descDestroy, cublasLtMatmulDescDestroy, cublasStatus_t, (cublasLtMatmulDesc_t desc))                                 \
  F(descSet, cublasLtMatmulDescSetAttribute, cublasStatus_t,                                                             \
    (cublasLtMatmulDesc_t desc, cublasLtMatmulDescAttributes_t attribute, const void* value, size_t bytes))              \
  F(layoutCreate, cublasLtMatrixLayoutCreate, cublasStatus_t,                                                            \
    (cublasLtMatrixLayout_t * layout, cudaDataType_t type, uint64_t rows, uint64_t columns, int64_t pitch))              \
  F(layoutDestroy, cublasLtMatrixLayoutDestroy, cublasStatus_t, (cublasLtMatrixLayout_t layout))                         \
  F(layoutSet, cublasLtMatrixLayoutSetAttribute, cublasStatus_t,                                                         \
    (cublasLtMatrixLayout_t layout, cublasLtMatrixLayoutAttribute_t attribute, const void* value, size_t bytes))         \
  F(preferenceCreate, cublasLtMatmulPreferenceCreate, cublasStatus_t, (cublasLtMatmulPreference_t * preference))         \
  F(preferenceDestroy, cublasLtMatmulPreferenceDestroy, cublasStatus_t, (cublasLtMatmulPreference_t preference))         \
  F(preferenceSet, cublasLtMatmulPreferenceSetAttribute, cublasStatus_t,                                                 \
    (cublasLtMatmulPreference_t preference, cublasLtMatmulPreferenceAttributes_t attribute, const void* value,           \
     size_t bytes))                                                                                                      \
  F(heuristic, cublasLtMatmulAlgoGetHeuristic, cublasStatus_t,                                                           \
    (cublasLtHandle_t handle, cublasLtMatmulDesc_t desc, cublasLtMatrixLayout_t a, cublasLtMatrixLayout_t b,             \
     cublasLtMatrixLayout_t c, cublasLtMatrixLayout_t d, cublasLtMatmulPreference_t preference, int wanted,              \
     cublasLtMatmulHeuristicResult_t* results, int* found))                                                              \
  F(matmul, cublasLtMatmul, cublasStatus_t,                                                                              \
    (cublasLtHandle_t handle, cublasLtMatmulDesc_t desc, const void* alpha, const void* a,                               \
     cublasLtMatrixLayout_t aLayout, const void* b, cublasLtMatrixLayout_t bLayout, const void* beta, const void* c,     \
     cublasLtMatrixLayout_t cLayout, void* d, cublasLtMatrixLayout_t dLayout, const cublasLtMatmulAlgo_t* algorithm,     \
     void* workspace, size_t workspaceBytes, CUstream stream))

struct CublasLt {
#define BINADE_MEMBER(member, name, result, parameters) result(*member) parameters = nullptr;
  BINADE_CUBLASLT_FUNCTIONS(BINADE_MEMBER)
#undef BINADE_MEMBER
};

}  // namespace binade
