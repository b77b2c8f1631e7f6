import type { LossScaleOptions } from "./lossScaleOptions.ts";

// Powers as literals: `**` need not give the same bits in every engine.
const largestFinite = 3.4028234663852886e38; // (2 − 2^-23) · 2^127, of binary32
const largestWithNormalInverse = 8.507059173023462e37; // 2^126

const shared = {
  enabled: true,
  dynamic: true,
  initialScale: 65536,
  growthFactor: 2,
  backoffFactor: 0.5,
  growthInterval: 2000,
} as const;

/**
 * Rules by name.
 *
 * - `safe`, the default: floor 1 and cap 2^126, so the scale is never 0 or infinite and its reciprocal never subnormal;
 *   `atLeast`, and gradients are checked again after unscaling.
 * - `torch`: what `torch.amp.GradScaler` does, bit for bit, with its defaults: no floor (166 bad steps in a row end at
 *   exactly 0), growth refused only when it would be infinite, `equal`, one check before unscaling.
 * - `disabled`: scale 1 and no check, for code that runs in binary32 or bfloat16 with the same calls.
 *
 * @see Micikevicius et al., "Mixed Precision Training", 2018, §3.2.
 * @example
 * import { presets } from "@binade/loss-scaler";
 *
 * presets.safe.minScale; // 1
 * presets.torch.minScale; // 0
 * ({ ...presets.safe, growthInterval: 100 }).growthInterval; // 100
 */
export const presets: {
  readonly safe: LossScaleOptions;
  readonly torch: LossScaleOptions;
  readonly disabled: LossScaleOptions;
} = {
  safe: {
    ...shared,
    growthTest: "atLeast",
    minScale: 1,
    maxScale: largestWithNormalInverse,
    recheckAfterUnscale: true,
  },
  torch: { ...shared, growthTest: "equal", minScale: 0, maxScale: largestFinite, recheckAfterUnscale: false },
  disabled: {
    ...shared,
    enabled: false,
    dynamic: false,
    initialScale: 1,
    growthTest: "atLeast",
    minScale: 1,
    maxScale: 1,
    recheckAfterUnscale: false,
  },
};
