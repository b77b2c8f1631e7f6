export type { Backend, BackendStats, Capabilities, KernelCapability, KernelTime, NumericTier } from "./backend.ts";
export { BackendError, type BackendErrorCode } from "./backendError.ts";
export { type CheckedBackend, checkCall } from "./calls/checkCall.ts";
export { canonicalizeNaN } from "./canonicalNaN.ts";
export { capabilitiesOfAll } from "./capabilitiesOfAll.ts";
export { type Dtype, dtypes, type FloatDtype, isFloatDtype } from "./dtype.ts";
export { functionCoefficients } from "./functionCoefficients.ts";
export {
  type AdamParams,
  type BinaryOp,
  type CompareOp,
  type Kernel,
  type KernelName,
  type KernelParams,
  type KernelTable,
  kernelFor,
  type PoolParams,
  type RandomParams,
  type ReduceOp,
  type SgdParams,
  type Tf32Rounding,
  type UnaryOp,
  type UpdateScaleParams,
  type Window2d,
} from "./kernels.ts";
export { optimizerStateLayout, parameterFlags, scalerStateLayout } from "./stateLayout.ts";
export { type BufferId, denseByteLength, elementCount, isDense, rowMajorStrides, type View } from "./view.ts";
