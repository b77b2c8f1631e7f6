import {
  type Backend,
  BackendError,
  type BufferId,
  type CheckedBackend,
  checkCall,
  type Kernel,
  type KernelName,
  type KernelTable,
} from "@binade/backend";
import { Allocator } from "./device/allocator.ts";
import { failureOf } from "./device/failureOf.ts";
import { Memory } from "./device/memory.ts";
import type { OpenedDevice } from "./device/openDevice.ts";
import type { CudaKernel } from "./kernels/cudaKernel.ts";
import { cudaKernels } from "./kernels/cudaKernels.ts";
import { Launcher } from "./launch/launcher.ts";
import type { CudaDevice } from "./listCudaDevices.ts";
import type { Tier } from "./tier.ts";

/** A backend that can tell what it runs on. */
export interface CudaBackend extends Backend {
  readonly device: CudaDevice;
  /** Bytes taken from the driver, and those of them that wait to be used again. */
  memory(): { readonly reservedBytes: number; readonly cachedBytes: number };
}

/** A backend that was not asked for by name: on a device that is open, with its memory from this allocator. */
export function backendOn(
  { name, device, description }: OpenedDevice,
  { name: tier, capabilities, matmul }: Tier,
  allocator: Pick<Allocator, keyof Allocator> = new Allocator(device),
): CudaBackend {
  const memory = new Memory(name, device, allocator);
  const kernelsOfTier: typeof cudaKernels = { ...cudaKernels, matmul };
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
