import type { Dtype, KernelName, KernelParams } from "@binade/backend";
import type { Word } from "../spec/specTensor.ts";

/**
 * How an operand lies in its buffer. `dense`: row-major from the start. `offset`: dense, some elements in. `transposed`:
 * the axes in reverse order of storage. `gapped`: every second element of the innermost axis. Axes in `broadcast` have
 * stride 0; the words of an operand repeat along them.
 */
export interface Layout {
  readonly kind: "dense" | "offset" | "transposed" | "gapped";
  readonly broadcast?: readonly number[];
}

export interface Operand {
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  /** Row-major words of the shape as the kernel sees it. */
  readonly words: ArrayLike<Word>;
  /** Default dense. Outputs are always dense. */
  readonly layout?: Layout;
}

/** What a set of cases is there to find; a set proves by a planted fault that it can fail. */
export type CaseSet =
  | "specials"
  | "subnormals"
  | "ties"
  | "overflow"
  | "nan"
  | "zeros"
  | "cancellation"
  | "exhaustive"
  | "random"
  | "shapes"
  | "layouts"
  | "empty"
  | "order"
  | "state";

/** One call of a kernel with everything it needs; `expected` comes from the evaluators, not from here. */
export interface ConformanceCase<N extends KernelName = KernelName> {
  /** Unique within the kernel, stable between runs: names what is special about it. */
  readonly id: string;
  readonly kernel: N;
  /** The operation within the kernel, if it has one: «add», «exp», «f32→f16 saturate», «max». */
  readonly op: string;
  /** The dtype that the judgement is filed under. */
  readonly dtype: Dtype;
  readonly set: CaseSet;
  readonly params: KernelParams[N];
  /** Contents before the call; what an output that is only written holds does not matter, and is noise. */
  readonly outputs: readonly Operand[];
  readonly inputs: readonly Operand[];
  /** Indices of elements to check, by output, where evaluating all would take too long. */
  readonly sample?: readonly (readonly number[])[];
}

/** How much is run. `quick` takes a minute or two, `full` is exhaustive where a dtype has 16 bits or less. */
export type Suite = "quick" | "full";

/** The cases of one kernel, made one at a time, the same for the same seed. */
export type CaseGenerator<N extends KernelName> = (options: {
  readonly suite: Suite;
  readonly seed: number;
}) => Iterable<ConformanceCase<N>>;
