import {
  type Backend,
  BackendError,
  type BackendStats,
  type BufferId,
  type CheckedBackend,
  checkCall,
  type Kernel,
  type KernelName,
  type KernelTable,
} from "@binade/backend";
import { capabilities } from "./capabilities.ts";
import type { Machine, WasmKernel } from "./kernels/machine.ts";
import { wasmKernels } from "./kernels/wasmKernels.ts";
import { Heap } from "./memory/heap.ts";
import { Memory } from "./memory/memory.ts";
import { instantiate } from "./module/instantiate.ts";
import { OperandTable } from "./module/operandTable.ts";

/** Options of {@link createWasmBackend}. */
export interface WasmBackendOptions {
  /** Bytes that the memory never grows beyond, the module's own included. Default 4 GiB, all that it can address. */
  readonly memoryLimit?: number;
}

const addressable = 4294967296;

/**
 * A backend of SIMD kernels in WebAssembly, embedded in this module: nothing is fetched. Its bits are those of the numeric
 * contract in every engine. Work runs when it is enqueued; `read` and `sync` are promises all the same.
 *
 * @throws {@link BackendError} `ERR_UNAVAILABLE` where the engine has no WebAssembly with SIMD; RangeError for a limit that
 * is none.
 * @example
 * import { createWasmBackend } from "@binade/backend-wasm";
 *
 * const backend = await createWasmBackend();
 * const view = { buffer: backend.alloc(4), dtype: "f32", shape: [1], strides: [1], offset: 0 } as const;
 * backend.kernels.fill?.([view], [], { value: 1 });
 * Array.from(await backend.read(view.buffer, 0, 4)); // [0, 0, 128, 63]
 */
export async function createWasmBackend({ memoryLimit = addressable }: WasmBackendOptions = {}): Promise<Backend> {
  if (!(memoryLimit >= 0 && memoryLimit <= addressable)) {
    throw new RangeError(`createWasmBackend: expected a memoryLimit of 0 … 2^32 bytes, got ${memoryLimit}`);
  }
  const machine = await startMachine(memoryLimit);
  const { memory } = machine;
  let dispatches = 0;
  let isDisposed = false;
  const live = (): Memory => {
    if (isDisposed) throw new BackendError("ERR_DISPOSED", 'backend "wasm": already disposed, create a new one');
    return memory;
  };
  const checked: CheckedBackend = { name: "wasm", capabilities, byteLengthOf: (id) => memory.byteLengthOf(id) };
  const bind = <N extends KernelName>(name: N): Kernel<N> => {
    const kernel = wasmKernels[name] as WasmKernel<N>;
    return (outputs, inputs, params) => {
      live();
      checkCall(checked, name, { outputs, inputs }, params);
      dispatches++;
      kernel(machine, outputs, inputs, params);
    };
  };
  const kernels = Object.fromEntries((Object.keys(wasmKernels) as KernelName[]).map((name) => [name, bind(name)]));

  return {
    name: "wasm",
    tier: "exact",
    capabilities,
    kernels: kernels as KernelTable,
    alloc: (byteLength): BufferId => live().alloc(byteLength),
    free: (id): void => live().free(id),
    write(id, bytes, offset = 0): void {
      checkRange(live(), id, offset, bytes.byteLength, "write");
      memory.bytes.set(bytes, memory.addressOf(id, offset));
    },
    async read(id, offset, byteLength): Promise<Uint8Array> {
      checkRange(live(), id, offset, byteLength, "read");
      const start = memory.addressOf(id, offset);
      return memory.bytes.slice(start, start + byteLength);
    },
    submit(): void {
      live();
    },
    async sync(): Promise<void> {
      live();
    },
    stats: (): BackendStats => memory.stats(dispatches),
    async dispose(): Promise<void> {
      isDisposed = true;
      memory.clear();
    },
  };
}

async function startMachine(memoryLimit: number): Promise<Machine> {
  const { memory: wasmMemory, exports: wasm } = await instantiate();
  const heap = new Heap(wasmMemory, wasm.heapBase(), memoryLimit);
  wasm.setWorkspace(heap.allocate(wasm.workspaceByteLength()));
  const memory = new Memory(wasmMemory, heap);
  return { wasm, memory, operands: new OperandTable(memory, wasm.operandTable()) };
}

function checkRange(memory: Memory, id: BufferId, offset: number, byteLength: number, what: string): void {
  const available = memory.byteLengthOf(id);
  const isInteger = Number.isInteger(offset) && Number.isInteger(byteLength);
  if (isInteger && offset >= 0 && byteLength >= 0 && offset + byteLength <= available) return;
  const message = `${what}: bytes ${offset} … ${offset + byteLength} lie outside buffer ${id} of ${available} bytes`;
  throw new BackendError("ERR_BUFFER", message, { id, offset, byteLength });
}
