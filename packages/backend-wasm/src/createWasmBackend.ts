import { type Backend, BackendError } from "@binade/backend";
import { startBackend } from "./startBackend.ts";
import { startMachine } from "./startMachine.ts";
import { mostWorkers } from "./threads/controlWords.ts";
import { type CreateWorker, findWorkers } from "./threads/hostWorker.ts";

/** Options of {@link createWasmBackend}. */
export interface WasmBackendOptions {
  /** Bytes that the memory never grows beyond, the module's own included. Default 4 GiB, all that it can address. */
  readonly memoryLimit?: number;
  /**
   * Threads that compute, the one that calls included: 1 … 64. Default: as many as there are processors, at most 8, where
   * workers can share memory with this thread (Node, and pages that are cross-origin isolated), else 1.
   */
  readonly threads?: number;
}

const addressable = 4294967296;

/** More than these seldom have enough to do: a training step of a model that fits here is soon memory-bound. */
const mostByDefault = 8;

/**
 * A backend of SIMD kernels in WebAssembly, embedded in this module: nothing is fetched. Its bits are those of the numeric
 * contract in every engine, for any number of threads. Work has run when the call returns; `read` and `sync` are promises
 * all the same. Workers start with the first kernel that is large enough to be shared, and keep no process alive.
 *
 * @throws {@link BackendError} `ERR_UNAVAILABLE` where the engine has no WebAssembly with SIMD, or cannot have the threads
 * that were asked for; RangeError for a limit or a number of threads that is none.
 * @example
 * import { createWasmBackend } from "@binade/backend-wasm";
 *
 * const backend = await createWasmBackend();
 * const view = { buffer: backend.alloc(4), dtype: "f32", shape: [1], strides: [1], offset: 0 } as const;
 * backend.kernels.fill?.([view], [], { value: 1 });
 * Array.from(await backend.read(view.buffer, 0, 4)); // [0, 0, 128, 63]
 */
export async function createWasmBackend(options: WasmBackendOptions = {}): Promise<Backend> {
  const { memoryLimit = addressable } = options;
  if (!(memoryLimit >= 0 && memoryLimit <= addressable)) {
    throw new RangeError(`createWasmBackend: expected a memoryLimit of 0 … 2^32 bytes, got ${memoryLimit}`);
  }
  return startBackend(await startMachine({ memoryLimit, ...chooseWorkers(options.threads) }));
}

function chooseWorkers(threads: number | undefined): { readonly workers: number; readonly createWorker: CreateWorker } {
  const isInRange = threads === undefined || (Number.isInteger(threads) && threads >= 1 && threads <= mostWorkers + 1);
  if (!isInRange) {
    throw new RangeError(`createWasmBackend: expected 1 … ${mostWorkers + 1} threads, got ${threads}`);
  }
  const found = findWorkers();
  if (typeof found !== "string") {
    const count = threads ?? Math.max(1, Math.min(found.processors, mostByDefault));
    return { workers: count - 1, createWorker: found.create };
  }
  const refuse = (): never => {
    const message = `backend "wasm": ${threads} threads are not to be had: ${found}; or leave threads out, for one`;
    throw new BackendError("ERR_UNAVAILABLE", message, { threads });
  };
  return threads === undefined || threads === 1 ? { workers: 0, createWorker: refuse } : refuse();
}
