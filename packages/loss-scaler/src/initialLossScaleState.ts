import type { LossScaleOptions } from "./lossScaleOptions.ts";
import type { LossScaleState } from "./lossScaleState.ts";

/**
 * The state before the first iteration.
 *
 * @example
 * import { initialLossScaleState, presets } from "@binade/loss-scaler";
 *
 * initialLossScaleState(presets.safe); // { scale: 65536, growthTracker: 0 }
 */
export function initialLossScaleState(options: LossScaleOptions): LossScaleState {
  return { scale: options.initialScale, growthTracker: 0 };
}
