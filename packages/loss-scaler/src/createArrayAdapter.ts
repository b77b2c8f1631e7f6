import { initialLossScaleState } from "./initialLossScaleState.ts";
import type { LossScaleState } from "./lossScaleState.ts";
import { nextLossScale } from "./nextLossScale.ts";
import { presets } from "./presets.ts";
import type { NonFiniteGradient, ScalerAdapter } from "./scalerAdapter.ts";
import { inverseScale, unscaleGradient } from "./unscaleGradient.ts";

/** A gradient and the name it has in reports. */
export interface NamedGradient {
  readonly name: string;
  /** Unscaled in place. */
  readonly values: Float32Array;
}

/** What {@link createArrayAdapter} has to know about an optimizer. */
export interface ArrayAdapterOptions<Optimizer, Loss = number> {
  /** The gradients there are now. */
  gradients(optimizer: Optimizer): readonly NamedGradient[];
  /** Take the step; not called when a gradient is not finite. */
  step(optimizer: Optimizer): void;
  /** Loss × scale, for losses that are not numbers. */
  scaleLoss?(loss: Loss, scale: number): Loss;
}

/**
 * A {@link ScalerAdapter} over `Float32Array`s, with the state on the host. A number as loss is rounded to binary32
 * after the multiplication; it may be infinite then. An optimizer can be any value, it is told apart by identity.
 * `scale` throws a TypeError when the loss is no number and `scaleLoss` is missing.
 *
 * @example
 * import { createArrayAdapter, GradScaler } from "@binade/loss-scaler";
 *
 * const gradients = [{ name: "bias", values: new Float32Array([Number.NaN]) }];
 * const adapter = createArrayAdapter({ gradients: () => gradients, step: () => {} });
 * const scaler = new GradScaler(adapter);
 *
 * scaler.scale(1); // 65536
 * const report = scaler.step("sgd");
 * scaler.update();
 * (await report).reason; // "skipped: 1 of 1 gradients are not finite (bias: nan)"
 * (await scaler.state()).scale; // 32768
 */
export function createArrayAdapter<Optimizer, Loss = number>(
  options: ArrayAdapterOptions<Optimizer, Loss>,
): ScalerAdapter<Loss, Optimizer> {
  const found = new Map<Optimizer, { nonFinite: readonly NonFiniteGradient[]; gradientCount: number }>();
  const foundOn = (optimizer: Optimizer) => found.get(optimizer) ?? { nonFinite: [], gradientCount: 0 };
  const scaleLoss = options.scaleLoss ?? (scaleNumber as (loss: Loss, scale: number) => Loss & number);
  let state: LossScaleState = initialLossScaleState(presets.safe);

  return {
    scaleLoss: (loss) => scaleLoss(loss, state.scale),
    gradientCount: (optimizer) => options.gradients(optimizer).length,
    unscale: (optimizer, { recheck }) => {
      const gradients = options.gradients(optimizer);
      const inverse = inverseScale(state.scale);
      const nonFinite: NonFiniteGradient[] = [];
      for (const { name, values } of gradients) {
        const kind = unscaleGradient(values, inverse, { recheck });
        if (kind !== undefined) nonFinite.push({ name, kind });
      }
      found.set(optimizer, { nonFinite, gradientCount: gradients.length });
    },
    step: (optimizer) => {
      if (foundOn(optimizer).nonFinite.length === 0) options.step(optimizer);
    },
    update: (optimizers, rule) => {
      const foundNonFinite = optimizers.some((optimizer) => foundOn(optimizer).nonFinite.length > 0);
      state = nextLossScale(state, foundNonFinite, rule);
      found.clear();
    },
    snapshot: (optimizer) => {
      const captured = { ...state, ...foundOn(optimizer) };
      return async () => captured;
    },
    readState: async () => state,
    writeState: (replacement) => {
      state = replacement;
    },
  };
}

function scaleNumber(loss: unknown, scale: number): number {
  if (typeof loss === "number") return Math.fround(loss * scale);
  throw new TypeError(`scaleLoss: must be given for a loss that is not a number, got a loss of type ${typeof loss}`);
}
