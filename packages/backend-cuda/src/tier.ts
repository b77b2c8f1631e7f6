import { BackendError, type Capabilities } from "@binade/backend";
import type { NativeDevice } from "./addon/addon.ts";
import { capabilities, fastCapabilities } from "./capabilities.ts";
import type { OpenedDevice } from "./device/openDevice.ts";
import { cublasMatmul } from "./kernels/cublasMatmul.ts";
import type { CudaKernel } from "./kernels/cudaKernel.ts";
import { fastMatmul } from "./kernels/fastMatmul.ts";
import { matmul } from "./kernels/matmul.ts";
import type { CudaDevice } from "./listCudaDevices.ts";
import { type ModelledGpu, tensorCoresOf } from "./tensorCore/tensorCores.ts";

/** What the tiers differ in. */
export interface Tier {
  readonly name: "exact" | "fast";
  readonly capabilities: Capabilities;
  readonly matmul: CudaKernel<"matmul">;
}

export const exactTier: Tier = { name: "exact", capabilities, matmul };

/** Who multiplies in the fast tier. */
export type Provider = "mma" | "cublasLt";

export interface FastOptions {
  readonly tensorCore?: ModelledGpu;
  readonly provider?: Provider;
}

/** Products by the tensor cores of the device; it is closed where it has none, or not what was asked for. */
export async function fastTier(
  { device, description }: OpenedDevice,
  { tensorCore, provider = "mma" }: FastOptions,
): Promise<Tier> {
  try {
    const tensorCores = tensorCoresOf(description, tensorCore);
    const own = fastMatmul(tensorCores);
    if (provider === "cublasLt") openCublasLt(device, description);
    const fast = provider === "cublasLt" ? cublasMatmul(own) : own;
    return { name: "fast", capabilities: fastCapabilities(tensorCores), matmul: fast };
  } catch (error) {
    await device.close();
    throw error;
  }
}

function openCublasLt(device: NativeDevice, { isEmulated, name }: CudaDevice): void {
  if (isEmulated) throw new RangeError(`createCudaBackend: expected a GPU for provider "cublasLt", got "${name}"`);
  try {
    device.openCublasLt();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const message = `cuda: ${why} (pip install nvidia-cublas brings it, with its folder in LD_LIBRARY_PATH; provider: "mma" needs nothing)`;
    throw new BackendError("ERR_UNAVAILABLE", message, { cause });
  }
}
