import type { Dtype } from "@binade/backend";
import {
  BF16,
  E4M3FN,
  E5M2,
  type Format,
  FP16,
  type TensorCoreGpu,
  type TensorCoreModel,
  TF32,
  tensorCoreModels,
} from "@binade/softfloat";

/** Models by format of the operands. What is left out is computed in the exact tier. */
export interface TensorCoreUnit {
  readonly fp16?: TensorCoreModel;
  readonly bf16?: TensorCoreModel;
  readonly tf32?: TensorCoreModel;
  readonly e4m3?: TensorCoreModel;
  readonly e5m2?: TensorCoreModel;
}

/** An input of a unit: the format of its codes, and the dtype that holds them (f32 in tf32 mode). */
export const tensorCoreInputs: {
  readonly [I in keyof TensorCoreUnit]-?: { readonly format: Format; readonly dtype: Dtype };
} = {
  fp16: { format: FP16, dtype: "f16" },
  bf16: { format: BF16, dtype: "bf16" },
  tf32: { format: TF32, dtype: "f32" },
  e4m3: { format: E4M3FN, dtype: "e4m3fn" },
  e5m2: { format: E5M2, dtype: "e5m2" },
};

/**
 * The models that an option names: those of a GPU, with FP32 results as libraries accumulate, or any that are given.
 *
 * @throws RangeError when there is no such GPU, or a model is for other operands.
 */
export function tensorCoreUnit(option: TensorCoreGpu | TensorCoreUnit): TensorCoreUnit {
  if (typeof option === "string") return unitOfGpu(option);
  const inputs: Readonly<Record<string, { readonly format: Format }>> = tensorCoreInputs;
  for (const [name, model] of Object.entries(option as Readonly<Record<string, TensorCoreModel>>)) {
    const expected = Object.hasOwn(inputs, name) ? inputs[name]?.format.name : undefined;
    if (model.input.name === expected) continue;
    const known = expected === undefined ? `one of ${Object.keys(inputs).join(", ")}` : `a model for ${expected}`;
    throw new RangeError(`createCpuBackend: tensorCore.${name}: expected ${known}, got the model "${model.name}"`);
  }
  return option;
}

function unitOfGpu(gpu: string): TensorCoreUnit {
  const known: Readonly<Record<string, Readonly<Record<string, { readonly fp32: TensorCoreModel }>>>> =
    tensorCoreModels;
  const inputs = Object.hasOwn(known, gpu) ? known[gpu] : undefined;
  if (inputs !== undefined) {
    return Object.fromEntries(Object.entries(inputs).map(([input, { fp32 }]) => [input, fp32]));
  }
  const names = Object.keys(known).join(", ");
  throw new RangeError(`createCpuBackend: tensorCore: expected ${names} or models, got "${gpu}"`);
}
