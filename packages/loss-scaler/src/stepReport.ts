import type { NonFiniteGradient } from "./scalerAdapter.ts";

/** What became of one step. */
export interface StepReport {
  /** Whether the optimizer wrote its parameters. */
  readonly stepped: boolean;
  /** One sentence, e.g. `skipped: 2 of 6 gradients are not finite (fc1.weight: inf, fc2.bias: nan)`. */
  readonly reason: string;
  /** The gradients of this optimizer that are not finite; empty when it stepped. */
  readonly nonFinite: readonly NonFiniteGradient[];
  /** Gradients that were looked at. */
  readonly gradientCount: number;
  /** Scale of this iteration. */
  readonly scaleBefore: number;
  /** Scale of the next iteration, over all optimizers of this one that were unscaled by the time of reading. */
  readonly scaleAfter: number;
  /** Growth tracker of the next iteration. */
  readonly growthTracker: number;
}
