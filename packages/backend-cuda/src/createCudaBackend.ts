import {
  type Backend,
  BackendError,
  type BufferId,
  type Capabilities,
  type CheckedBackend,
  checkCall,
  type Kernel,
  type KernelName,
  type KernelTable,
} from "@binade/backend";
import { capabilities, fastCapabilities } from "./capabilities.ts";
import { failureOf } from "./device/failureOf.ts";
import { Memory } from "./device/memory.ts";
import { type OpenedDevice, openDevice, type ThreadOrder } from "./device/openDevice.ts";
import type { CudaKernel } from "./kernels/cudaKernel.ts";
import { cudaKernels } from "./kernels/cudaKernels.ts";
import { fastMatmul } from "./kernels/fastMatmul.ts";
import { Launcher } from "./launch/launcher.ts";
import type { CudaDevice } from "./listCudaDevices.ts";
import { type ModelledGpu, tensorCoresOf } from "./tensorCore/tensorCores.ts";

/** Options of {@link createCudaBackend}. */
export interface CudaBackendOptions {
  /** The number of a GPU, or `"host"` for the CPU with the same kernels. Default 0. */
  readonly device?: number | "host";
  /** `exact`, the numeric contract bit for bit, or `fast`: the contract but for `matmul`, which tensor cores compute. */
  readonly tier?: "exact" | "fast";
  /** In the fast tier of the host device, the GPU whose tensor cores are modelled. Default `H100`. */
  readonly tensorCore?: ModelledGpu;
  /**
   * On the host device, the order in which threads run between barriers and blocks in a grid. No result may depend on it: a
   * kernel that lacks a barrier does. Default `natural`.
   */
  readonly threadOrder?: ThreadOrder;
}

/** A backend that can tell what it runs on. */
export interface CudaBackend extends Backend {
  readonly device: CudaDevice;
  /** Bytes taken from the driver, and those of them that wait to be used again. */
  memory(): { readonly reservedBytes: number; readonly cachedBytes: number };
}

/**
 * A backend on an NVIDIA GPU, or on the host device: the same kernels on the CPU, which is no GPU but finds mistakes that a
 * GPU hides. Its name is `cuda` or `cuda-host`. The driver is loaded here, not when the package is imported.
 *
 * @throws BackendError `ERR_UNAVAILABLE`, saying why: no driver, too old a driver, no such device, no binary. RangeError for
 * an option that is none.
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
  const { tier = "exact", tensorCore } = options;
  if ((tier !== "exact" && tier !== "fast") || (tier === "exact" && tensorCore !== undefined)) {
    const got = `"${tier}"${tensorCore === undefined ? "" : ` with tensorCore "${tensorCore}"`}`;
    throw new RangeError(`createCudaBackend: expected tier "exact", or "fast" with or without tensorCore, got ${got}`);
  }
  const opened = openDevice(options);
  const { name, device, description } = opened;
  const { capabilities, matmul } = tier === "exact" ? exactTier : await fastTier(opened, tensorCore);
  const kernelsOfTier: typeof cudaKernels = { ...cudaKernels, matmul };
  const memory = new Memory(name, device);
  const launcher = new Launcher(name, device, memory);
  const pending = new Set<Promise<unknown>>();
  let dispatches = 0;
  let closed: Promise<void> | undefined;

  const live = (): Memory => {
    if (closed !== undefined) {
      throw new BackendError("ERR_DISPOSED", `backend "${name}": already disposed, create a new one`);
    }
    return memory;
  };
  /** What the device is asked for now; `dispose` waits for it. */
  const awaited = async <T>(work: Promise<T>): Promise<T> => {
    pending.add(work);
    try {
      return await work;
    } catch (error) {
      throw failureOf(name, error);
    } finally {
      pending.delete(work);
    }
  };
  const download = (id: BufferId, offset: number, byteLength: number): Promise<ArrayBuffer> =>
    guarded(name, () => awaited(device.download(memory.addressOf(id) + offset, byteLength)));
  const checked: CheckedBackend = { name, capabilities, byteLengthOf: (id) => memory.byteLengthOf(id) };
  const bind = <N extends KernelName>(kernelName: N): Kernel<N> => {
    const kernel = kernelsOfTier[kernelName] as CudaKernel<N>;
    return (outputs, inputs, params) => {
      live();
      checkCall(checked, kernelName, { outputs, inputs }, params);
      dispatches++;
      kernel(launcher, outputs, inputs, params);
    };
  };
  const kernels = Object.fromEntries((Object.keys(cudaKernels) as KernelName[]).map((key) => [key, bind(key)]));

  return {
    name,
    tier,
    device: description,
    capabilities,
    kernels: kernels as KernelTable,
    alloc: (byteLength): BufferId => live().alloc(byteLength),
    free: (id): void => live().free(id),
    write(id, bytes, offset = 0): void {
      checkRange(live(), id, offset, bytes.byteLength, "write");
      if (bytes.byteLength > 0) guarded(name, () => device.upload(memory.addressOf(id) + offset, bytes));
    },
    async read(id, offset, byteLength): Promise<Uint8Array> {
      checkRange(live(), id, offset, byteLength, "read");
      if (byteLength === 0) return new Uint8Array(0);
      const errors = launcher.takeIndexErrors();
      const reading = download(id, offset, byteLength);
      const found = errors && download(errors.buffer, 0, 20).finally(() => live().freeScratch(errors.buffer));
      const [bytes, wrong] = await Promise.all([reading, found]);
      if (wrong !== undefined) rejectWrongIndex(wrong);
      return new Uint8Array(bytes);
    },
    submit(): void {
      live();
    },
    async sync(): Promise<void> {
      live();
      await awaited(device.synchronize());
    },
    stats: () => memory.stats(dispatches),
    memory: () => memory.reserved,
    dispose(): Promise<void> {
      closed ??= close();
      return closed;
    },
  };

  async function close(): Promise<void> {
    await Promise.allSettled(pending);
    memory.clear();
    await device.close();
  }
}

/** What the tiers differ in. */
interface Tier {
  readonly capabilities: Capabilities;
  readonly matmul: CudaKernel<"matmul">;
}

const exactTier: Tier = { capabilities, matmul: cudaKernels.matmul };

async function fastTier({ device, description }: OpenedDevice, gpu: ModelledGpu | undefined): Promise<Tier> {
  try {
    const tensorCores = tensorCoresOf(description, gpu);
    return { capabilities: fastCapabilities(tensorCores), matmul: fastMatmul(tensorCores) };
  } catch (error) {
    await device.close();
    throw error;
  }
}

function guarded<T>(name: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw failureOf(name, error);
  }
}

function checkRange(memory: Memory, id: BufferId, offset: number, byteLength: number, what: string): void {
  const available = memory.byteLengthOf(id);
  const isInteger = Number.isInteger(offset) && Number.isInteger(byteLength);
  if (isInteger && offset >= 0 && byteLength >= 0 && offset + byteLength <= available) return;
  const message = `${what}: bytes ${offset} … ${offset + byteLength} lie outside buffer ${id} of ${available} bytes`;
  throw new BackendError("ERR_BUFFER", message, { id, offset, byteLength });
}

/** What the kernel checkIndex found. */
function rejectWrongIndex(bytes: ArrayBuffer): void {
  const [found, row, rowCount = 0] = new Int32Array(bytes);
  if (found === 0) return;
  const [low = 0, high = 0] = new Uint32Array(bytes, 12);
  const position = high * 4294967296 + low;
  const message = `index: expected 0 … ${rowCount - 1}, got ${row} at position ${position}`;
  throw new BackendError("ERR_INDEX", message, { row, rowCount, position });
}
