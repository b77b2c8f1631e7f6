import type { KernelParams, Tf32Rounding, View } from "@binade/backend";
import { decodeInto, f32ToTf32, type TensorCoreModel, tensorCoreMatmul } from "@binade/softfloat";
import { floatTarget, loadFloats, loadWords, storeFloats } from "../elements.ts";
import type { Memory, Words } from "../memory.ts";
import { type TensorCoreUnit, tensorCoreInputs } from "../tensorCoreUnit.ts";
import { addBias, matmul } from "./matmul.ts";
import { forEachBatch, matrixAt } from "./matmulBatches.ts";
import { roundToTf32 } from "./roundToTf32.ts";

type Matmul = (
  memory: Memory,
  outputs: readonly View[],
  inputs: readonly View[],
  params: KernelParams["matmul"],
) => void;

/**
 * `[…, m, k] × […, k, n] (+ bias) → […, m, n]` as a tensor core computes it: for each element from +0, block by block in
 * ascending k. A bias is added in f32, then there is one rounding to the dtype of the output. Operands of two dtypes, of
 * one that the unit does not take, and f32 without tf32, are computed in the exact tier.
 */
export function emulatedMatmul(unit: TensorCoreUnit): Matmul {
  return (memory, outputs, inputs, params) => {
    const model = modelFor(unit, inputs, params);
    if (model === undefined) matmul(memory, outputs, inputs, params);
    else multiply(model, memory, outputs, inputs, params);
  };
}

function modelFor(
  unit: TensorCoreUnit,
  [a, b]: readonly View[],
  { tf32 }: KernelParams["matmul"],
): TensorCoreModel | undefined {
  const inputs = Object.keys(tensorCoreInputs) as (keyof TensorCoreUnit)[];
  const input = inputs.find((name) => tensorCoreInputs[name].dtype === a!.dtype);
  const isTaken = input !== undefined && b!.dtype === a!.dtype && (input !== "tf32" || tf32 !== undefined);
  return isTaken ? unit[input] : undefined;
}

function multiply(
  model: TensorCoreModel,
  memory: Memory,
  [y]: readonly View[],
  inputs: readonly View[],
  { tf32 }: KernelParams["matmul"],
): void {
  const [a, b, bias] = inputs as [View, View, View?];
  const [m, k] = a.shape.slice(-2) as [number, number];
  const n = b.shape[b.shape.length - 1]!;
  const target = floatTarget(memory, y!);
  const codesOf = (view: View, offset: number): Words => operandCodes(memory, matrixAt(view, offset), tf32);
  forEachBatch(y!.shape.slice(0, -2), [a.strides, b.strides], (batch, [aOffset, bOffset]) => {
    const [left, right] = [codesOf(a, a.offset + aOffset!), codesOf(b, b.offset + bOffset!)];
    const product = tensorCoreMatmul(model, left, right, { m, n, k });
    const results = target.subarray(batch * m * n, (batch + 1) * m * n);
    if (product instanceof Uint32Array) results.set(new Float32Array(product.buffer));
    else decodeInto(model.output, product, results);
  });
  if (bias !== undefined) addBias(memory, target, bias);
  storeFloats(memory, y!, target);
}

/** Codes in row-major order; f32 operands are rounded as in the exact tier. */
function operandCodes(memory: Memory, view: View, tf32: Tf32Rounding | undefined): Words {
  if (view.dtype !== "f32" || tf32 === undefined) return loadWords(memory, view);
  const rounded = roundToTf32(loadFloats(memory, view), tf32);
  return new Uint32Array(rounded.buffer).map((word) => f32ToTf32(word));
}
