/** How the good steps in a row are compared with the interval: `equal` is PyTorch's, which a tracker beyond it passes by. */
export type GrowthTest = "equal" | "atLeast";

/**
 * The rule of a loss scaler, as data. Start from a preset and change what differs: `{ ...presets.safe, initialScale: 1024 }`.
 * Every scale in it is a binary32 value; the factors are binary64.
 */
export interface LossScaleOptions {
  /** `false`: no scaling at all; the loss passes through and every step steps. See {@link presets}.disabled. */
  readonly enabled: boolean;
  /** `false`: the scale never changes; gradients that are not finite are still found and their step skipped. */
  readonly dynamic: boolean;
  /** Scale before the first iteration, between `minScale` and `maxScale`. */
  readonly initialScale: number;
  /** Factor after `growthInterval` good steps in a row; greater than 1. */
  readonly growthFactor: number;
  /** Factor after a bad step; between 0 and 1, both excluded. */
  readonly backoffFactor: number;
  /** Good steps in a row before the scale grows; a positive integer. */
  readonly growthInterval: number;
  /** Compares the good steps in a row with `growthInterval`. */
  readonly growthTest: GrowthTest;
  /** Backoff stops here. 0: no floor, so that enough bad steps in a row make the scale 0. */
  readonly minScale: number;
  /** A growth beyond this is refused: the scale stays, the tracker starts again. `Infinity`: no cap, so the scale can become infinite. */
  readonly maxScale: number;
  /** Look for values that are not finite also after unscaling: at a scale below 1 a finite gradient can overflow there. */
  readonly recheckAfterUnscale: boolean;
}
