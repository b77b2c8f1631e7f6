import { backendOn, type CudaBackend } from "./backendOn.ts";
import { openDevice, type ThreadOrder } from "./device/openDevice.ts";
import type { ModelledGpu } from "./tensorCore/tensorCores.ts";
import { exactTier, fastTier, type Provider } from "./tier.ts";

/** Options of {@link createCudaBackend}. */
export interface CudaBackendOptions {
  /** The number of a GPU, or `"host"` for the CPU with the same kernels. Default 0. */
  readonly device?: number | "host";
  /** `exact`, the numeric contract bit for bit, or `fast`: the contract but for `matmul`, which tensor cores compute. */
  readonly tier?: "exact" | "fast";
  /** In the fast tier of the host device, the GPU whose tensor cores are modelled. Default `H100`. */
  readonly tensorCore?: ModelledGpu;
  /**
   * Who multiplies in the fast tier. `mma`, the default: our own kernel, whose bits are those of a model. `cublasLt`: NVIDIA's
   * library where it is installed, for f16 and bf16; faster, within the same bound, its bits its own.
   */
  readonly provider?: Provider;
  /**
   * On the host device, the order in which threads run between barriers and blocks in a grid. No result may depend on it: a
   * kernel that lacks a barrier does. Default `natural`.
   */
  readonly threadOrder?: ThreadOrder;
}

/**
 * A backend on an NVIDIA GPU, or on the host device: the same kernels on the CPU, which is no GPU but finds mistakes that a
 * GPU hides. Its name is `cuda` or `cuda-host`. The driver is loaded here, not when the package is imported.
 *
 * @throws BackendError `ERR_UNAVAILABLE`, saying why: no driver, too old a driver, no such device, no binary, no cuBLASLt.
 * RangeError for an option that is none.
 * @example
 * import { createCudaBackend } from "@binade/backend-cuda";
 *
 * const backend = await createCudaBackend({ device: "host" });
 * const view = { buffer: backend.alloc(4), dtype: "f32", shape: [1], strides: [1], offset: 0 } as const;
 * backend.kernels.fill?.([view], [], { value: 1 });
 * Array.from(await backend.read(view.buffer, 0, 4)); // [0, 0, 128, 63]
 * await backend.dispose();
 */
export async function createCudaBackend(options: CudaBackendOptions = {}): Promise<CudaBackend> {
  const { tier = "exact", tensorCore, provider } = options;
  const ofFast = Object.entries({ tensorCore, provider }).filter(([, value]) => value !== undefined);
  if ((tier !== "exact" && tier !== "fast") || (tier === "exact" && ofFast.length > 0)) {
    const got = [`"${tier}"`, ...ofFast.map(([name, value]) => `with ${name} "${value}"`)].join(" ");
    const expected = `tier "exact", or "fast" with or without tensorCore and provider`;
    throw new RangeError(`createCudaBackend: expected ${expected}, got ${got}`);
  }
  if (provider !== undefined && provider !== "mma" && provider !== "cublasLt") {
    throw new RangeError(`createCudaBackend: expected provider "mma" or "cublasLt", got "${provider}"`);
  }
  const opened = openDevice(options);
  return backendOn(opened, tier === "exact" ? exactTier : await fastTier(opened, options));
}
