import type { Dtype, KernelName } from "@binade/backend";
import type { Fault, FaultCall, FaultOperand } from "./faultyBackend.ts";
import { isSubnormal32 } from "./floats.ts";

/** A wrong backend, and what the judge has to say about it. */
export interface PlantedFault {
  readonly name: string;
  /** What the wrong backend does. */
  readonly does: string;
  /** The model that explains it. */
  readonly cause: string;
  /** Kernels whose cases are run to find it, and of them only these operations, where it is named. */
  readonly kernels: readonly KernelName[];
  readonly op?: string;
  /** Dtypes in which it shows; default f32 and i32. */
  readonly dtypes?: readonly Dtype[];
  readonly faults: readonly Fault<KernelName>[];
}

type Words = (operand: FaultOperand) => Uint32Array;
export const wordsOf: Words = ({ words }) => words;

/** A fault with the types of its kernel forgotten, for the table. */
export function fault<N extends KernelName>(definition: Fault<N>): Fault<KernelName> {
  return definition as unknown as Fault<KernelName>;
}

/** Recompute every word of the first output. */
export function recompute<N extends KernelName>(
  kernel: N,
  hits: (call: FaultCall<N>) => boolean,
  word: (call: FaultCall<N>, i: number) => number,
): Fault<KernelName> {
  return fault({
    kernel,
    hits,
    after: (call) => {
      const target = wordsOf(call.outputs[0] as FaultOperand);
      for (let i = 0; i < target.length; i++) target[i] = word(call, i);
    },
  });
}

export const input = (call: FaultCall<KernelName>, index: number, i: number): number =>
  call.inputs[index]?.words[i] as number;
export const dtypeOf = (call: FaultCall<KernelName>, index: number): string | undefined => call.inputs[index]?.dtype;
export const outputDtype = (call: FaultCall<KernelName>): string | undefined => call.outputs[0]?.dtype;
export const isF32 = (call: FaultCall<KernelName>): boolean =>
  dtypeOf(call, 0) === "f32" && outputDtype(call) === "f32";
export const flush = (word: number): number => (isSubnormal32(word) ? (word & 0x80000000) >>> 0 : word);
