import type { Tensor } from "@binade/autograd";

/** A trainable tensor under the name by which reports and checkpoints know it. */
export interface Parameter {
  readonly name: string;
  /** A leaf. */
  readonly tensor: Tensor;
}

/**
 * Something that maps a tensor to a tensor and may own parameters. A module is told whether it trains with every call,
 * so it keeps no mode.
 */
export interface Module {
  /** What it makes of x; the result belongs to the caller's scope. */
  forward(x: Tensor, options: ForwardOptions): Tensor;
  /** In the order of registration, which clipping and checkpoints follow. Names are local to the module. */
  readonly parameters: readonly Parameter[];
  /** State that is saved but not trained, such as running statistics. */
  readonly buffers: readonly Parameter[];
  /** Free the parameters and buffers. */
  dispose(): void;
}

/** What a module is told with every call. */
export interface ForwardOptions {
  /** Batch statistics and dropout, or running statistics and none. */
  readonly isTraining: boolean;
}

/**
 * A module without state of its own.
 *
 * @example
 * import { mul } from "@binade/autograd";
 * import { stateless } from "@binade/nn";
 *
 * const double = stateless((x) => mul(x, 2));
 * double.parameters.length; // 0
 */
export function stateless(forward: Module["forward"]): Module {
  return { forward, parameters: [], buffers: [], dispose: () => {} };
}
