import type { LossScaleOptions } from "./lossScaleOptions.ts";
import type { LossScaleState } from "./lossScaleState.ts";

/** What a gradient holds that is not finite; `inf` is either sign. */
export type NonFiniteKind = "inf" | "nan" | "inf and nan";

/** One gradient that is not finite, by the name of its parameter. */
export interface NonFiniteGradient {
  readonly name: string;
  readonly kind: NonFiniteKind;
}

/** What one optimizer's check found, and the scale state it found it at. */
export interface ScalerSnapshot extends LossScaleState {
  /** Empty exactly when the step was taken. */
  readonly nonFinite: readonly NonFiniteGradient[];
  /** Gradients that were looked at. */
  readonly gradientCount: number;
}

/**
 * What a {@link GradScaler} needs from a framework. Where the scale lives (host or device) is the adapter's matter;
 * every method but the two that return promises only enqueues work, so nothing waits for a device.
 * {@link createArrayAdapter} is one for typed arrays.
 */
export interface ScalerAdapter<Loss, Optimizer> {
  /** Loss × current scale. */
  scaleLoss(loss: Loss): Loss;
  /** How many gradients the optimizer has to look at now; 0 makes `unscale` and `step` an error. */
  gradientCount(optimizer: Optimizer): number;
  /**
   * Multiply every gradient of the optimizer by 1 ÷ scale, in place, and note which are not finite: before the
   * multiplication, and with `recheck` after it too.
   */
  unscale(optimizer: Optimizer, options: { readonly recheck: boolean }): void;
  /** Take the optimizer's step; must write nothing, state included, when the check found a gradient that is not finite. */
  step(optimizer: Optimizer): void;
  /**
   * Move the scale state on (as {@link nextLossScale} does) over everything found on these optimizers, and forget what was found.
   * @param optimizers - Those unscaled in this iteration, in the order of their checks.
   */
  update(optimizers: readonly Optimizer[], options: LossScaleOptions): void;
  /** Capture now what the check found and the state before the update; the returned function reads it, later, at most once. */
  snapshot(optimizer: Optimizer): () => Promise<ScalerSnapshot>;
  /** The current state, for a checkpoint. */
  readState(): Promise<LossScaleState>;
  /** Replace the state; called with the initial one when the scaler is made. */
  writeState(state: LossScaleState): void;
  /** Free what the adapter holds. */
  dispose?(): void;
}
