import type { KernelName, KernelParams, View } from "@binade/backend";
import type { Memory } from "../memory/memory.ts";
import type { OperandTable } from "../module/operandTable.ts";
import type { WasmExports } from "../module/wasmExports.ts";
import type { Threads } from "../threads/threads.ts";

/** What kernels run on: the functions of the module, its memory, the table that describes their operands, and who helps. */
export interface Machine {
  readonly wasm: WasmExports;
  readonly memory: Memory;
  readonly operands: OperandTable;
  readonly threads: Threads;
}

/** A kernel whose operands have been checked. */
export type WasmKernel<N extends KernelName> = (
  machine: Machine,
  outputs: readonly View[],
  inputs: readonly View[],
  params: KernelParams[N],
) => void;
