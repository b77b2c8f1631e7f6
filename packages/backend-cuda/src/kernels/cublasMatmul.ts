import { elementCount, type KernelParams, type View } from "@binade/backend";
import type { Product } from "../launch/launcher.ts";
import { mergedAxes } from "../launch/mergedAxes.ts";
import type { CudaKernel } from "./cudaKernel.ts";

/** What cuBLASLt may use besides; NVIDIA advises so much for the GPUs that use most. */
const workspaceBytes = 32 * 1024 * 1024;

const dtypeNumbers: Partial<Record<View["dtype"], number>> = { f16: 0, bf16: 1, f32: 2 };
const operandDtypes: readonly View["dtype"][] = ["f16", "bf16"];

/** Matrices that cuBLASLt can read as they lie. */
interface Matrices {
  readonly isTransposed: boolean;
  /** Elements from one row to the next, or from one column to the next where they are transposed. */
  readonly pitch: number;
  readonly batchStride: number;
}

/**
 * Products of f16 or of bf16 by cuBLASLt, with sums in binary32 whose order is its own; those that it cannot take are left
 * to `otherwise`.
 */
export function cublasMatmul(otherwise: CudaKernel<"matmul">): CudaKernel<"matmul"> {
  return (launcher, outputs, inputs, params) => {
    const taken = productOf(outputs, inputs, params);
    if (taken === undefined || !launcher.multiply(taken)) {
      otherwise(launcher, outputs, inputs, params);
    }
  };
}

function productOf(
  [y]: readonly View[],
  [a, b, bias]: readonly View[],
  { tf32 }: KernelParams["matmul"],
): Product | undefined {
  const [m, n] = y!.shape.slice(-2) as [number, number];
  const k = a!.shape[a!.shape.length - 1]!;
  const isTyped = operandDtypes.includes(a!.dtype) && a!.dtype === b!.dtype && [a!.dtype, "f32"].includes(y!.dtype);
  if (!isTyped || tf32 !== undefined || m * n * k === 0 || (bias && !isRow(bias, y!.dtype))) return undefined;
  const [left, right] = [matricesOf(a!), matricesOf(b!)];
  if (left === undefined || right === undefined) return undefined;
  const layouts = [left, right].flatMap(({ isTransposed, pitch, batchStride }) => [+isTransposed, pitch, batchStride]);
  const batch = elementCount(y!.shape.slice(0, -2));
  const fields = [dtypeNumbers[a!.dtype]!, dtypeNumbers[y!.dtype]!, m, n, k, batch, ...layouts, bias ? 1 : 0];
  return { fields, views: [a!, b!, y!, bias], workspaceBytes };
}

function matricesOf({ shape, strides }: View): Matrices | undefined {
  const [rows, columns] = shape.slice(-2) as [number, number];
  const [rowStride, columnStride] = strides.slice(-2) as [number, number];
  const batch = mergedAxes({ shape: shape.slice(0, -2), strides: strides.slice(0, -2) });
  if (batch.shape.length > 1) return undefined;
  const batchStride = batch.shape[0] === 1 ? 0 : batch.strides[0]!;
  if (batchStride < 0) return undefined;
  // the stride of an axis of one element says nothing
  const [pitchOfRows, pitchOfColumns] = [rows === 1 ? columns : rowStride, columns === 1 ? rows : columnStride];
  if ((columnStride === 1 || columns === 1) && pitchOfRows >= columns) {
    return { isTransposed: false, pitch: pitchOfRows, batchStride };
  }
  if ((rowStride === 1 || rows === 1) && pitchOfColumns >= rows) {
    return { isTransposed: true, pitch: pitchOfColumns, batchStride };
  }
  return undefined;
}

/** Whether it is one row of numbers of this dtype, the same for all rows of the result. */
function isRow({ dtype, shape, strides }: View, wanted: View["dtype"]): boolean {
  return (
    dtype === wanted &&
    strides.every((stride, axis) => shape[axis] === 1 || stride === (axis === shape.length - 1 ? 1 : 0))
  );
}
