export { type AutocastPolicy, type AutocastRule, autocastPolicies, type OpName } from "./autocastPolicy.ts";
export { AutogradError, type AutogradErrorCode } from "./autogradError.ts";
export { createEngine, Engine, type TensorOptions } from "./engine.ts";
export { Generator, type GeneratorState } from "./generator.ts";
export { type BytesByRole, Ledger, type LedgerReport, type MemoryRole, memoryRoles } from "./ledger.ts";
export { add, div, maximum, minimum, mul, pow, sub } from "./ops/arithmetic.ts";
export { type CastOptions, cast } from "./ops/cast.ts";
export { equal, greater, greaterEqual, less, lessEqual, notEqual } from "./ops/comparisons.ts";
export { contiguous, copyOf } from "./ops/contiguous.ts";
export { type Conv2dOptions, conv2d } from "./ops/conv2d.ts";
export { gather, gatherRows } from "./ops/gather.ts";
export { type CrossEntropyOptions, crossEntropy, mse } from "./ops/losses.ts";
export { linear, matmul } from "./ops/matmul.ts";
export { type BatchStatistics, batchNorm, batchNormWith, batchStatistics, layerNorm } from "./ops/normalization.ts";
export type { Operand } from "./ops/operands.ts";
export {
  abs,
  cos,
  erf,
  exp,
  expm1,
  gelu,
  geluTanh,
  log,
  log1p,
  neg,
  relu,
  sigmoid,
  silu,
  sin,
  sqrt,
  tanh,
} from "./ops/pointwise.ts";
export { avgPool2d, maxPool2d, type PoolOptions } from "./ops/pooling.ts";
export { dropout, normal, uniform } from "./ops/random.ts";
export { argmax, max, mean, min, type ReduceOptions, sum, variance } from "./ops/reductions.ts";
export { logSoftmax, softmax } from "./ops/softmax.ts";
export { expand, permute, reshape, slice } from "./ops/views.ts";
export { where } from "./ops/where.ts";
export type { Primitive, PrimitiveParams } from "./primitives.ts";
export { run } from "./run.ts";
export type { Scope } from "./scope.ts";
export { type Layout, Tensor, type TensorValues, type TensorWords } from "./tensor.ts";
export type { TensorData } from "./tensorData.ts";
