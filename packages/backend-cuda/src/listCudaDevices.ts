import type { NativeDeviceDescription } from "./addon/addon.ts";
import { loadAddon } from "./addon/loadAddon.ts";

/** One device that {@link createCudaBackend} can be asked for. */
export interface CudaDevice extends NativeDeviceDescription {
  /** What to pass as `device`. */
  readonly device: number | "host";
  /** Whether it is the CPU that runs the kernels: the host device is not a GPU. */
  readonly isEmulated: boolean;
}

/** What {@link listCudaDevices} found. */
export interface CudaDevices {
  /** The GPUs, and last the host device. */
  readonly devices: readonly CudaDevice[];
  /** Why no GPU can be used; absent where one can. */
  readonly reason?: string;
  /** CUDA version of the driver, like 13000 for 13.0; 0 without a driver. */
  readonly driverVersion: number;
}

const noGpuCode = "this binary has no code for GPUs: it was built without nvcc";

/**
 * The devices of this machine, and why there is no GPU among them if there is none.
 *
 * @throws BackendError `ERR_UNAVAILABLE` where there is no binary for this platform.
 * @example
 * import { listCudaDevices } from "@binade/backend-cuda";
 * listCudaDevices().devices.at(-1)?.device; // "host"
 */
export function listCudaDevices(): CudaDevices {
  const { devices, reason, driverVersion, hasGpuCode, host } = loadAddon().inspect();
  const why = reason === "" && !hasGpuCode ? noGpuCode : reason;
  const gpus = devices.map((description, device) => ({ ...description, device, isEmulated: false }));
  return {
    devices: [...gpus, { ...host, device: "host", isEmulated: true }],
    ...(why !== "" && { reason: why }),
    driverVersion,
  };
}
