import type { KernelName, KernelParams } from "@binade/backend";
import type { Arithmetic } from "./arithmetic.ts";
import type { LazyTensor, SpecTensor } from "./specTensor.ts";

/** One call of a kernel, without storage. */
export interface SpecCall<N extends KernelName> {
  /** What the outputs hold before the call; their dtypes and shapes are those of the result. */
  readonly outputs: readonly SpecTensor[];
  readonly inputs: readonly SpecTensor[];
  readonly params: KernelParams[N];
}

/** What the outputs hold after the call. Reads like the clause of the numeric contract that it follows. */
export type Evaluator<N extends KernelName> = (call: SpecCall<N>, arithmetic: Arithmetic) => readonly LazyTensor[];
