import type { Capabilities } from "@binade/backend";
import { capabilities, fastCapabilities } from "./capabilities.ts";
import type { OpenedDevice } from "./device/openDevice.ts";
import type { CudaKernel } from "./kernels/cudaKernel.ts";
import { fastMatmul } from "./kernels/fastMatmul.ts";
import { matmul } from "./kernels/matmul.ts";
import { type ModelledGpu, tensorCoresOf } from "./tensorCore/tensorCores.ts";

/** What the tiers differ in. */
export interface Tier {
  readonly name: "exact" | "fast";
  readonly capabilities: Capabilities;
  readonly matmul: CudaKernel<"matmul">;
}

export const exactTier: Tier = { name: "exact", capabilities, matmul };

/** Products by the tensor cores of the device; it is closed where it has none. */
export async function fastTier({ device, description }: OpenedDevice, gpu: ModelledGpu | undefined): Promise<Tier> {
  try {
    const tensorCores = tensorCoresOf(description, gpu);
    return { name: "fast", capabilities: fastCapabilities(tensorCores), matmul: fastMatmul(tensorCores) };
  } catch (error) {
    await device.close();
    throw error;
  }
}
