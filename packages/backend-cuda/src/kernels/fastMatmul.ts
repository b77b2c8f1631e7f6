import type { View } from "@binade/backend";
import type { TensorCores } from "../tensorCore/tensorCores.ts";
import type { CudaKernel } from "./cudaKernel.ts";
import { matmul, matmulLaunch } from "./matmul.ts";

const threads = 128;

/**
 * Products of two operands of one dtype that the tensor cores take, f32 in tf32 mode, are theirs; others are exact. See
 * `native/kernels/fastMatmul.cu` for the order in which they sum.
 */
export function fastMatmul({ operands, unit }: TensorCores): CudaKernel<"matmul"> {
  return (launcher, outputs, inputs, params) => {
    const [a, b] = inputs as [View, View];
    const operand = a.dtype === "f32" && params.tf32 !== undefined ? "tf32" : a.dtype;
    const isTaken = a.dtype === b.dtype && operands.some((name) => name === operand);
    if (!isTaken) matmul(launcher, outputs, inputs, params);
    else launcher.run(matmulLaunch({ kernel: `fastMatmul_${operand}`, threads, unit }, outputs, inputs, params));
  };
}
