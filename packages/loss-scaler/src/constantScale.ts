import { checkLossScaleOptions } from "./checkLossScaleOptions.ts";
import type { LossScaleOptions } from "./lossScaleOptions.ts";
import { presets } from "./presets.ts";

/**
 * The rule of a scale that never changes. A step whose gradients are not all finite is still found and skipped.
 *
 * @param scale - A positive, finite binary32 value.
 * @throws RangeError when `scale` is none.
 * @example
 * import { constantScale, nextLossScale } from "@binade/loss-scaler";
 *
 * nextLossScale({ scale: 128, growthTracker: 0 }, true, constantScale(128)).scale; // 128
 */
export function constantScale(scale: number): LossScaleOptions {
  return checkLossScaleOptions({
    ...presets.safe,
    dynamic: false,
    initialScale: scale,
    minScale: scale,
    maxScale: scale,
  });
}
