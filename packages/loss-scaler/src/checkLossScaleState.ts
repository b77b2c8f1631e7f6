import type { LossScaleOptions } from "./lossScaleOptions.ts";
import type { LossScaleState } from "./lossScaleState.ts";

/**
 * The state as given, when the options allow it: a binary32 scale from floor to cap, a tracker that counts.
 *
 * @throws TypeError when a field is no number.
 * @throws RangeError when it is one that no run with these options can have.
 */
export function checkLossScaleState(state: LossScaleState, options: LossScaleOptions): LossScaleState {
  const { scale, growthTracker } = state;
  const { minScale, maxScale } = options;
  if (typeof scale !== "number" || typeof growthTracker !== "number") {
    throw new TypeError(`loadState: scale and growthTracker must be numbers, got ${scale} and ${growthTracker}`);
  }
  if (!(scale >= minScale && scale <= maxScale)) {
    throw new RangeError(`loadState: scale must be from ${minScale} to ${maxScale}, got ${scale}`);
  }
  if (Math.fround(scale) !== scale) {
    throw new RangeError(`loadState: scale must be a binary32 value, got ${scale} (nearest: ${Math.fround(scale)})`);
  }
  if (!Number.isInteger(growthTracker) || growthTracker < 0) {
    throw new RangeError(`loadState: growthTracker must be an integer of 0 or more, got ${growthTracker}`);
  }
  return { scale, growthTracker };
}
