import {
  type Backend,
  BackendError,
  type BackendStats,
  type BufferId,
  type CheckedBackend,
  checkCall,
  dtypes,
  elementCount,
  type Kernel,
  type KernelName,
  type KernelTable,
  type View,
} from "@binade/backend";
import { capabilities } from "./capabilities.ts";
import type { Machine, WasmKernel } from "./kernels/machine.ts";
import { wasmKernels } from "./kernels/wasmKernels.ts";
import type { Memory } from "./memory/memory.ts";

/** The backend that a machine is. */
export function startBackend(machine: Machine): Backend {
  const { memory, threads } = machine;
  let dispatches = 0;
  let isDisposed = false;
  const live = (): Memory => {
    if (isDisposed) throw new BackendError("ERR_DISPOSED", 'backend "wasm": already disposed, create a new one');
    threads.check();
    return memory;
  };
  const checked: CheckedBackend = { name: "wasm", capabilities, byteLengthOf: (id) => memory.byteLengthOf(id) };
  const bind = <N extends KernelName>(name: N): Kernel<N> => {
    const kernel = wasmKernels[name] as WasmKernel<N>;
    return (outputs, inputs, params) => {
      live();
      checkCall(checked, name, { outputs, inputs }, params);
      dispatches++;
      for (const { buffer } of inputs) memory.settle(buffer);
      for (const view of outputs) settleOutput(memory, view, inPlace.has(name));
      kernel(machine, outputs, inputs, params);
      for (const { buffer } of outputs) memory.written(buffer);
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
      memory.settleAround(id, offset, bytes.byteLength);
      memory.bytes.set(bytes, memory.addressOf(id, offset));
      memory.written(id);
    },
    async read(id, offset, byteLength): Promise<Uint8Array> {
      checkRange(live(), id, offset, byteLength, "read");
      memory.settle(id);
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
      await threads.dispose();
    },
  };
}

/** Kernels that read their outputs. All others write every element of them, or throw before they write any. */
const inPlace: ReadonlySet<KernelName> = new Set([
  "unscaleAndCheck",
  "updateScale",
  "clip",
  "sgdStep",
  "adamStep",
  "advanceStep",
]);

function settleOutput(memory: Memory, { buffer, dtype, shape, offset }: View, isRead: boolean): void {
  if (isRead) memory.settle(buffer);
  else memory.settleAround(buffer, offset * dtypes[dtype].byteWidth, elementCount(shape) * dtypes[dtype].byteWidth);
}

function checkRange(memory: Memory, id: BufferId, offset: number, byteLength: number, what: string): void {
  const available = memory.byteLengthOf(id);
  const isInteger = Number.isInteger(offset) && Number.isInteger(byteLength);
  if (isInteger && offset >= 0 && byteLength >= 0 && offset + byteLength <= available) return;
  const message = `${what}: bytes ${offset} … ${offset + byteLength} lie outside buffer ${id} of ${available} bytes`;
  throw new BackendError("ERR_BUFFER", message, { id, offset, byteLength });
}
