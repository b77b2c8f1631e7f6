import { BackendError } from "@binade/backend";
import type { CudaDevice } from "../listCudaDevices.ts";

/** Operands of an instruction; `tf32` are f32 in tf32 mode. */
export type TensorCoreOperand = "f16" | "bf16" | "tf32" | "e4m3fn" | "e5m2";

/** What multiplies matrices in the fast tier of one device. */
export interface TensorCores {
  readonly operands: readonly TensorCoreOperand[];
  /** On the host device, the number of the GPU that is modelled. */
  readonly unit: number;
}

/** GPUs whose tensor cores the host device models, in the order of `native/mma/models.gen.h`, by compute capability. */
const modelled = { A100: 8, A2: 8.6, Ada: 8.9, L40S: 8.9, H100: 9, H200: 9, B200: 10 } as const;

/** A GPU whose tensor cores the host device models. */
export type ModelledGpu = keyof typeof modelled;

export const modelledGpus: readonly ModelledGpu[] = Object.keys(modelled) as ModelledGpu[];

/** The least compute capability that has the instruction. */
const leastCapabilities: { readonly [O in TensorCoreOperand]: number } = {
  f16: 8,
  bf16: 8,
  tf32: 8,
  e4m3fn: 8.9,
  e5m2: 8.9,
};

/**
 * The tensor cores of a device; on the host device, those of the GPU that is modelled, an H100 unless another is named.
 *
 * @throws BackendError `ERR_UNAVAILABLE` for a GPU that has no such instructions. RangeError for a GPU that is not modelled,
 * or if one is named that would have to be.
 */
export function tensorCoresOf(
  { name, device, computeCapability }: CudaDevice,
  gpu?: ModelledGpu | undefined,
): TensorCores {
  if (device !== "host" && gpu !== undefined) {
    throw new RangeError(`createCudaBackend: expected no tensorCore for a GPU, which has its own, got "${gpu}"`);
  }
  const unit = modelledGpus.indexOf(gpu ?? "H100");
  if (unit < 0) {
    throw new RangeError(`createCudaBackend: tensorCore: expected ${modelledGpus.join(", ")}, got "${gpu}"`);
  }
  const capability = device === "host" ? modelled[gpu ?? "H100"] : Number(computeCapability);
  const names = Object.keys(leastCapabilities) as TensorCoreOperand[];
  const operands = names.filter((operand) => leastCapabilities[operand] <= capability);
  if (operands.length === 0) {
    const message = `cuda: the fast tier needs compute capability 8.0 or newer, "${name}" has ${computeCapability} (tier: "exact" runs there)`;
    throw new BackendError("ERR_UNAVAILABLE", message, { device, computeCapability });
  }
  return { operands, unit };
}
