#pragma once
// Matrix products by cuBLASLt, for one device.
#include <array>
#include <map>
#include <string>

#include "../cublas/cublasLt.h"

namespace binade {

// What a product is asked for as, in the order of src/kernels/cublasMatmul.ts: y[m, n] = a[m, k] · b[k, n] (+ bias[n]),
// row-major, `pitch` elements from one row to the next, or from one column to the next of an operand that is transposed.
enum ProductField {
  OperandDtype,  // 0 f16, 1 bf16
  ResultDtype,   // the same, or 2 f32
  Rows,
  Columns,
  Depth,
  Batch,
  TransposedA,
  PitchA,
  BatchStrideA,
  TransposedB,
  PitchB,
  BatchStrideB,
  HasBias,
  AddressA,
  AddressB,
  AddressY,
  AddressBias,
  AddressWorkspace,
  WorkspaceBytes,
  ProductFields,
};
using Product = std::array<int64_t, ProductFields>;

class Products {
 public:
  // Throws, saying why, where there is no cuBLASLt or where it does not start in the current context.
  Products();
  ~Products();
  Products(const Products&) = delete;
  Products& operator=(const Products&) = delete;

  // Enqueues it. False where cuBLASLt has no algorithm for it: then nothing is enqueued.
  bool multiply(const Product& product, CUstream stream);
  size_t version() const { return cublas_.version(); }

 private:
  // What cuBLASLt keeps for all products that differ in their addresses only.
  struct Plan {
    cublasLtMatmulDesc_t desc = nullptr;
    cublasLtMatrixLayout_t a = nullptr;
    cublasLtMatrixLayout_t b = nullptr;
    cublasLtMatrixLayout_t y = nullptr;
    cublasLtMatmulAlgo_t algorithm = {};
    bool isSupported = false;
  };
  // The product with the alignments of its addresses in their places.
  using Key = Product;

  const Plan& planOf(const Product& product);
  void makePlan(const Key& key, Plan& plan);
  void choose(const Key& key, Plan& plan);
  cublasLtMatrixLayout_t layoutOf(const Key& key, cudaDataType_t type, int64_t rows, int64_t columns, int64_t pitch,
                                  int64_t batchStride);
  void destroy(Plan& plan);
  void check(cublasStatus_t status, const char* doing) const;

  const CublasLt& cublas_;
  cublasLtHandle_t handle_ = nullptr;
  std::map<Key, Plan> plans_;
};

}  // namespace binade
