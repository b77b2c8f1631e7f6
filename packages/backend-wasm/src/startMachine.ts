import type { Machine } from "./kernels/machine.ts";
import { Heap } from "./memory/heap.ts";
import { Memory } from "./memory/memory.ts";
import { instantiate } from "./module/instantiate.ts";
import { OperandTable } from "./module/operandTable.ts";
import type { CreateWorker } from "./threads/hostWorker.ts";
import { ThreadPool, type ThreadPoolOptions } from "./threads/threadPool.ts";
import { oneThread, type Threads } from "./threads/threads.ts";

/** What a machine is made of. */
export interface MachineOptions extends Pick<ThreadPoolOptions, "silenceMs" | "isForced"> {
  readonly memoryLimit: number;
  /** Workers beside the thread that calls, and how they are made. */
  readonly workers: number;
  readonly createWorker: CreateWorker;
}

/** A module with its memory and, if there are to be workers, with a pool of them, which start later. */
export async function startMachine(options: MachineOptions): Promise<Machine & { readonly threads: Threads }> {
  const { memoryLimit, workers, createWorker, ...pool } = options;
  const instance = await instantiate({ shared: workers > 0, memoryLimit });
  const { module, memory: wasmMemory, exports: wasm } = instance;
  const heap = new Heap(wasmMemory, wasm.heapBase(), instance.limit);
  const allocateWorkspace = (): number => heap.allocate(wasm.workspaceByteLength());
  wasm.setWorkspace(allocateWorkspace());
  const memory = new Memory(wasmMemory, heap);
  const threads =
    workers === 0
      ? oneThread(wasm)
      : new ThreadPool({
          module,
          memory: wasmMemory,
          exports: wasm,
          workers,
          create: createWorker,
          allocateWorkspace,
          ...pool,
        });
  return { wasm, memory, operands: new OperandTable(memory, wasm.operandTable()), threads };
}
