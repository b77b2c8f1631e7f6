import type { WasmMemory } from "../module/webAssembly.ts";
import type { ControlWords } from "./controlWords.ts";

/** What a worker is told when it starts. */
export interface WorkerStart {
  readonly module: object;
  readonly memory: WasmMemory;
  /** Address of the workspace that is its own. */
  readonly workspace: number;
  readonly control: Int32Array<SharedArrayBuffer>;
  /** The numbers of a job: how many units there are, how many are a piece, the arguments of the kernel. */
  readonly numbers: Float64Array<SharedArrayBuffer>;
  readonly words: ControlWords;
  /** Names of the kernels, which jobs give by their place. */
  readonly kernels: readonly string[];
  /** Which worker it is, from 0 on. */
  readonly worker: number;
}
