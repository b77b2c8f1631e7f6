import type { GrowthTest, LossScaleOptions } from "./lossScaleOptions.ts";
import type { LossScaleState } from "./lossScaleState.ts";

const isTimeToGrow: Record<GrowthTest, (goodSteps: number, growthInterval: number) => boolean> = {
  equal: (goodSteps, growthInterval) => goodSteps === growthInterval,
  atLeast: (goodSteps, growthInterval) => goodSteps >= growthInterval,
};

/**
 * The state after one iteration: the scale backs off after a bad step and grows after enough good ones.
 * A refused growth still restarts the tracker. Options are taken as they are: {@link checkLossScaleOptions} checks them.
 * Accuracy: the product of the binary32 scale and the binary64 factor is formed in binary64, then rounded to binary32.
 *
 * @param foundNonFinite - Whether any gradient of any optimizer of the iteration is infinite or NaN.
 * @see PyTorch, `_amp_update_scale_`: with `presets.torch` the same bits.
 * @example
 * import { nextLossScale, presets } from "@binade/loss-scaler";
 *
 * const options = { ...presets.torch, initialScale: 4, backoffFactor: 0.25, growthInterval: 2 };
 * const first = nextLossScale({ scale: 4, growthTracker: 0 }, false, options);
 * first; // { scale: 4, growthTracker: 1 }
 * nextLossScale(first, false, options).scale; // 8
 * nextLossScale({ scale: 8, growthTracker: 0 }, true, options).scale; // 2
 */
export function nextLossScale(
  state: LossScaleState,
  foundNonFinite: boolean,
  options: LossScaleOptions,
): LossScaleState {
  if (!options.dynamic) return state;

  if (foundNonFinite) {
    const reduced = Math.fround(state.scale * options.backoffFactor);
    return { scale: Math.max(options.minScale, reduced), growthTracker: 0 };
  }

  const goodSteps = state.growthTracker + 1;
  if (!isTimeToGrow[options.growthTest](goodSteps, options.growthInterval)) {
    return { scale: state.scale, growthTracker: goodSteps };
  }

  const grown = Math.fround(state.scale * options.growthFactor);
  return { scale: grown <= options.maxScale ? grown : state.scale, growthTracker: 0 };
}
