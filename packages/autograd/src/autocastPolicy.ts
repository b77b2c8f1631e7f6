import type { FloatDtype, Tf32Rounding } from "@binade/backend";

/** Names under which operations ask for a policy. An operation that is missing here is never cast by its name. */
export type OpName =
  | "matmul"
  | "linear"
  | "conv2d"
  | "add"
  | "sub"
  | "mul"
  | "div"
  | "pow"
  | "neg"
  | "abs"
  | "sqrt"
  | "rsqrt"
  | "exp"
  | "expm1"
  | "log"
  | "log1p"
  | "sin"
  | "cos"
  | "tanh"
  | "sigmoid"
  | "erf"
  | "relu"
  | "silu"
  | "gelu"
  | "geluTanh"
  | "maximum"
  | "minimum"
  | "where"
  | "compare"
  | "sum"
  | "mean"
  | "max"
  | "min"
  | "variance"
  | "softmax"
  | "logSoftmax"
  | "layerNorm"
  | "batchNorm"
  | "dropout"
  | "maxPool2d"
  | "avgPool2d"
  | "crossEntropy"
  | "mse";

/** `low`: cast to the policy's low dtype. `f32`: cast to f32. An operation without a rule promotes mixed operands to the widest. */
export type AutocastRule = "low" | "f32";

/** Which casts `autocast` inserts, as data. */
export interface AutocastPolicy {
  readonly name: string;
  readonly lowDtype: FloatDtype;
  readonly rules: { readonly [O in OpName]?: AutocastRule };
  /** Round the f32 operands of matmul, linear and conv2d to tf32, forward and backward. */
  readonly tf32?: Tf32Rounding;
}

const lowMatrixOps = { matmul: "low", linear: "low", conv2d: "low" } as const;

/**
 * PyTorch's tables for the operations that exist here.
 *
 * - `cuda`: matrix products low, exponentials, sums and losses f32; everything else runs in the dtype that it is given.
 * - `cpu`: matrix products low; only pooling of 3-d windows, losses and the like f32, so that softmax, exp and sum stay low.
 *
 * @see PyTorch, "Autocast Op Reference", and aten/src/ATen/autocast_mode.h.
 * @example
 * import { autocastPolicies } from "@binade/autograd";
 * autocastPolicies.cuda("f16").rules.softmax; // "f32"
 * autocastPolicies.cpu("bf16").rules.softmax; // undefined
 */
export const autocastPolicies: {
  readonly cuda: (lowDtype: "f16" | "bf16") => AutocastPolicy;
  readonly cpu: (lowDtype: "f16" | "bf16") => AutocastPolicy;
  readonly tf32: (rounding?: Tf32Rounding) => AutocastPolicy;
} = {
  cuda: (lowDtype) => ({
    name: `cuda-${lowDtype}`,
    lowDtype,
    rules: {
      ...lowMatrixOps,
      rsqrt: "f32",
      exp: "f32",
      expm1: "f32",
      log: "f32",
      log1p: "f32",
      pow: "f32",
      sum: "f32",
      softmax: "f32",
      logSoftmax: "f32",
      layerNorm: "f32",
      crossEntropy: "f32",
      mse: "f32",
    },
  }),
  cpu: (lowDtype) => ({
    name: `cpu-${lowDtype}`,
    lowDtype,
    rules: { ...lowMatrixOps, crossEntropy: "f32", mse: "f32" },
  }),
  tf32: (rounding = "rna") => ({ name: `tf32-${rounding}`, lowDtype: "f32", rules: {}, tf32: rounding }),
};
