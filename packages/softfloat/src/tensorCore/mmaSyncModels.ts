import type { TensorCoreModel } from "./tensorCoreModel.ts";
import { type TensorCoreGpu, tensorCoreModels } from "./tensorCoreModels.ts";

/** Models of `mma.sync` with FP32 results, by format of the operands; what the GPU does not take is left out. */
export interface MmaSyncModels {
  readonly fp16: TensorCoreModel;
  readonly bf16?: TensorCoreModel;
  readonly tf32?: TensorCoreModel;
  readonly e4m3?: TensorCoreModel;
  readonly e5m2?: TensorCoreModel;
}

/** A GPU whose FP8 records with FP32 results are those of `wgmma`: by `mma.sync` it is said to do the same as this one. */
const fp8As: { readonly [G in TensorCoreGpu]?: "B200" } = { H100: "B200", H200: "B200" };

/**
 * What the instruction `mma.sync` of a GPU gives, with FP32 results. These are the rows of {@link tensorCoreModels}, but
 * for FP8 operands on H100 and H200: there the table has `wgmma`, which was recorded, and `mma.sync` is as on B200.
 *
 * @throws RangeError when there is no such GPU.
 * @example
 * import { mmaSyncModels, tensorCoreModels } from "@binade/softfloat";
 *
 * mmaSyncModels("H100").fp16 === tensorCoreModels.H100.fp16.fp32; // true
 * mmaSyncModels("H100").e4m3?.fractionBits; // 25
 * tensorCoreModels.H100.e4m3.fp32.fractionBits; // 13
 */
export function mmaSyncModels(gpu: TensorCoreGpu): MmaSyncModels {
  const known: Readonly<Record<string, Readonly<Record<string, { readonly fp32: TensorCoreModel }>>>> =
    tensorCoreModels;
  const inputs = Object.hasOwn(known, gpu) ? known[gpu] : undefined;
  if (inputs === undefined) {
    throw new RangeError(`mmaSyncModels: expected ${Object.keys(known).join(", ")}, got "${gpu}"`);
  }
  const fp8 = known[fp8As[gpu] ?? gpu];
  const entries = Object.entries(inputs).map(([input, { fp32 }]) => {
    const isFp8 = input === "e4m3" || input === "e5m2";
    return [input, isFp8 ? fp8?.[input]?.fp32 : fp32];
  });
  return Object.fromEntries(entries) as MmaSyncModels;
}
