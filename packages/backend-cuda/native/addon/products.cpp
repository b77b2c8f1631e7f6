#include "products.h"

#include <algorithm>
#include <stdexcept>

#include "loadCublasLt.h"

namespace binade {

namespace {

constexpr cudaDataType_t dtypes[] = {CUDA_R_16F, CUDA_R_16BF, CUDA_R_32F};
constexpr float one = 1.0f;
constexpr float zero = 0.0f;
// More shapes than this are not of one model.
constexpr size_t mostPlans = 1024;
// Beyond this an alignment makes no difference.
constexpr int64_t mostAlignment = 256;

int64_t alignmentOf(int64_t address) {
  return address == 0 ? mostAlignment : std::min(address & -address, mostAlignment);
}

void* pointer(int64_t address) {
  return reinterpret_cast<void*>(address);
}

}  // namespace

Products::Products() : cublas_(loadCublasLt()) {
  check(cublas_.create(&handle_), "cublasLtCreate");
}

Products::~Products() {
  for (auto& [key, plan] : plans_) {
    destroy(plan);
  }
  cublas_.destroy(handle_);
}

bool Products::multiply(const Product& product, CUstream stream) {
  const Plan& plan = planOf(product);
  if (!plan.isSupported) {
    return false;
  }
  if (product[HasBias] != 0) {
    const void* bias = pointer(product[AddressBias]);
    check(cublas_.descSet(plan.desc, CUBLASLT_MATMUL_DESC_BIAS_POINTER, &bias, sizeof bias), "bias");
  }
  // A row-major matrix is the transpose of a column-major one: yᵀ = bᵀ·aᵀ.
  void* y = pointer(product[AddressY]);
  check(cublas_.matmul(handle_, plan.desc, &one, pointer(product[AddressB]), plan.b, pointer(product[AddressA]), plan.a,
                       &zero, y, plan.y, y, plan.y, &plan.algorithm, pointer(product[AddressWorkspace]),
                       (size_t)product[WorkspaceBytes], stream),
        "cublasLtMatmul");
  return true;
}

const Products::Plan& Products::planOf(const Product& product) {
  Key key = product;
  for (const ProductField field : {AddressA, AddressB, AddressY, AddressBias, AddressWorkspace}) {
    key[field] = alignmentOf(product[field]);
  }
  const auto known = plans_.find(key);
  if (known != plans_.end()) {
    return known->second;
  }
  if (plans_.size() == mostPlans) {
    destroy(plans_.begin()->second);
    plans_.erase(plans_.begin());
  }
  Plan plan;
  try {
    makePlan(key, plan);
  } catch (...) {
    destroy(plan);
    throw;
  }
  return plans_[key] = plan;
}

void Products::makePlan(const Key& key, Plan& plan) {
  check(cublas_.descCreate(&plan.desc, CUBLAS_COMPUTE_32F, CUDA_R_32F), "cublasLtMatmulDescCreate");
  const cublasOperation_t first = key[TransposedB] != 0 ? CUBLAS_OP_T : CUBLAS_OP_N;
  const cublasOperation_t second = key[TransposedA] != 0 ? CUBLAS_OP_T : CUBLAS_OP_N;
  const cublasLtEpilogue_t epilogue = key[HasBias] != 0 ? CUBLASLT_EPILOGUE_BIAS : CUBLASLT_EPILOGUE_DEFAULT;
  check(cublas_.descSet(plan.desc, CUBLASLT_MATMUL_DESC_TRANSA, &first, sizeof first), "transpose of b");
  check(cublas_.descSet(plan.desc, CUBLASLT_MATMUL_DESC_TRANSB, &second, sizeof second), "transpose of a");
  check(cublas_.descSet(plan.desc, CUBLASLT_MATMUL_DESC_EPILOGUE, &epilogue, sizeof epilogue), "epilogue");
  if (key[HasBias] != 0) {
    // no address yet, only what it is aligned to
    const void* bias = pointer(key[AddressBias]);
    check(cublas_.descSet(plan.desc, CUBLASLT_MATMUL_DESC_BIAS_POINTER, &bias, sizeof bias), "bias");
  }
  const cudaDataType_t operand = dtypes[key[OperandDtype]];
  const auto layout = [&](bool isTransposed, int64_t lines, int64_t length, int64_t pitch, int64_t batchStride) {
    return layoutOf(key, operand, isTransposed ? lines : length, isTransposed ? length : lines, pitch, batchStride);
  };
  plan.a = layout(key[TransposedA] != 0, key[Rows], key[Depth], key[PitchA], key[BatchStrideA]);
  plan.b = layout(key[TransposedB] != 0, key[Depth], key[Columns], key[PitchB], key[BatchStrideB]);
  plan.y = layoutOf(key, dtypes[key[ResultDtype]], key[Columns], key[Rows], key[Columns], key[Rows] * key[Columns]);
  choose(key, plan);
}

cublasLtMatrixLayout_t Products::layoutOf(const Key& key, cudaDataType_t type, int64_t rows, int64_t columns,
                                          int64_t pitch, int64_t batchStride) {
  cublasLtMatrixLayout_t layout = nullptr;
  check(cublas_.layoutCreate(&layout, type, (uint64_t)rows, (uint64_t)columns, pitch), "cublasLtMatrixLayoutCreate");
  const int32_t batch = (int32_t)key[Batch];
  cublasStatus_t status = cublas_.layoutSet(layout, CUBLASLT_MATRIX_LAYOUT_BATCH_COUNT, &batch, sizeof batch);
  if (status == CUBLAS_STATUS_SUCCESS) {
    status = cublas_.layoutSet(layout, CUBLASLT_MATRIX_LAYOUT_STRIDED_BATCH_OFFSET, &batchStride, sizeof batchStride);
  }
  if (status != CUBLAS_STATUS_SUCCESS) {
    cublas_.layoutDestroy(layout);
    check(status, "layout of a batch");
  }
  return layout;
}

void Products::choose(const Key& key, Plan& plan) {
  cublasLtMatmulPreference_t preference = nullptr;
  check(cublas_.preferenceCreate(&preference), "cublasLtMatmulPreferenceCreate");
  const uint64_t workspaceBytes = (uint64_t)key[WorkspaceBytes];
  const uint32_t scheme = CUBLASLT_REDUCTION_SCHEME_COMPUTE_TYPE;
  cublasStatus_t status = cublas_.preferenceSet(preference, CUBLASLT_MATMUL_PREF_MAX_WORKSPACE_BYTES, &workspaceBytes,
                                                sizeof workspaceBytes);
  const auto set = [&](cublasLtMatmulPreferenceAttributes_t attribute, uint32_t value) {
    if (status == CUBLAS_STATUS_SUCCESS) {
      status = cublas_.preferenceSet(preference, attribute, &value, sizeof value);
    }
  };
  set(CUBLASLT_MATMUL_PREF_REDUCTION_SCHEME_MASK, scheme);
  set(CUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_A_BYTES, (uint32_t)key[AddressB]);
  set(CUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_B_BYTES, (uint32_t)key[AddressA]);
  set(CUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_C_BYTES, (uint32_t)key[AddressY]);
  set(CUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_D_BYTES, (uint32_t)key[AddressY]);
  cublasLtMatmulHeuristicResult_t result = {};
  int found = 0;
  if (status == CUBLAS_STATUS_SUCCESS) {
    status = cublas_.heuristic(handle_, plan.desc, plan.b, plan.a, plan.y, plan.y, preference, 1, &result, &found);
  }
  cublas_.preferenceDestroy(preference);
  if (status == CUBLAS_STATUS_NOT_SUPPORTED) {
    return;
  }
  check(status, "cublasLtMatmulAlgoGetHeuristic");
  plan.isSupported = found == 1 && result.state == CUBLAS_STATUS_SUCCESS;
  plan.algorithm = result.algo;
}

void Products::destroy(Plan& plan) {
  for (cublasLtMatrixLayout_t layout : {plan.a, plan.b, plan.y}) {
    if (layout != nullptr) {
      cublas_.layoutDestroy(layout);
    }
  }
  if (plan.desc != nullptr) {
    cublas_.descDestroy(plan.desc);
  }
}

void Products::check(cublasStatus_t status, const char* doing) const {
  if (status != CUBLAS_STATUS_SUCCESS) {
    throw std::runtime_error(std::string("cuBLASLt: ") + doing + ": " + cublas_.statusName(status));
  }
}

}  // namespace binade
