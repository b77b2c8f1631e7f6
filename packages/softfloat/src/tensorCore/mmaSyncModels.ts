import { instructionLength, type TensorCoreModel } from "./tensorCoreModel.ts";
import { type TensorCoreGpu, tensorCoreModels } from "./tensorCoreModels.ts";

/** A GPU that has the instructions below; the V100 has m8n8k4 alone. */
export type MmaSyncGpu = Exclude<TensorCoreGpu, "V100">;

/** All of them. */
export const mmaSyncGpus: readonly MmaSyncGpu[] = ["A100", "A2", "Ada", "L40S", "H100", "H200", "B200"];

/** Models of `mma.sync` with FP32 results, by format of the operands; what the GPU does not take is left out. */
export interface MmaSyncModels {
  readonly fp16: TensorCoreModel;
  readonly bf16: TensorCoreModel;
  readonly tf32: TensorCoreModel;
  readonly e4m3?: TensorCoreModel;
  readonly e5m2?: TensorCoreModel;
}

/** Products of one instruction: m16n8k16, m16n8k8, m16n8k32. */
const depths: { readonly [I in keyof MmaSyncModels]-?: number } = { fp16: 16, bf16: 16, tf32: 8, e4m3: 32, e5m2: 32 };

/** GPUs whose FP8 records with FP32 results are those of `wgmma`: by `mma.sync` they are said to do the same as this one. */
const fp8As: { readonly [G in TensorCoreGpu]?: "B200" } = { H100: "B200", H200: "B200" };

/**
 * What the instructions `mma.sync` m16n8k16 (FP16, BF16), m16n8k8 (TF32) and m16n8k32 (FP8) of a GPU give, with FP32
 * results: what a kernel that issues them over k computes, where +0 fills the last one.
 *
 * The units are those of {@link tensorCoreModels}; an instruction may be several of their blocks. FP8 on H100 and H200 is
 * as on B200: there the table has `wgmma`, which was recorded.
 *
 * @throws RangeError when the GPU is not known, or has no such instructions.
 * @example
 * import { mmaSyncModels, tensorCoreModels } from "@binade/softfloat";
 *
 * mmaSyncModels("H100").fp16 === tensorCoreModels.H100.fp16.fp32; // true
 * mmaSyncModels("A100").tf32.blocks; // [[0, 1, 2, 3], [4, 5, 6, 7]]
 * tensorCoreModels.H100.e4m3.fp32.fractionBits; // 13
 * mmaSyncModels("H100").e4m3?.fractionBits; // 25
 */
export function mmaSyncModels(gpu: MmaSyncGpu): MmaSyncModels {
  if (!mmaSyncGpus.includes(gpu)) {
    throw new RangeError(`mmaSyncModels: expected ${mmaSyncGpus.join(", ")}, got "${gpu}"`);
  }
  const own: Units = tensorCoreModels[gpu];
  const fp8: Units = tensorCoreModels[fp8As[gpu] ?? gpu];
  const entries = Object.keys(own).map((input) => {
    const unit = (input === "e4m3" || input === "e5m2" ? fp8 : own)[input];
    return [input, unit === undefined ? unit : withDepth(unit.fp32, depths[input as keyof MmaSyncModels])];
  });
  return Object.fromEntries(entries) as MmaSyncModels;
}

type Units = Readonly<Record<string, { readonly fp32: TensorCoreModel }>>;

/** The same unit, with as many blocks of consecutive products as an instruction of that length has. */
function withDepth(model: TensorCoreModel, depth: number): TensorCoreModel {
  const { blockLength } = model;
  if (instructionLength(model) === depth) return model;
  const blocks = Array.from({ length: depth / blockLength }, (_, block) =>
    Array.from({ length: blockLength }, (_, i) => block * blockLength + i),
  );
  return { ...model, blocks };
}
