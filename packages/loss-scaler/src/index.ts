export { checkLossScaleOptions } from "./checkLossScaleOptions.ts";
export { constantScale } from "./constantScale.ts";
export {
  type ArrayAdapterOptions,
  createArrayAdapter,
  type NamedGradient,
} from "./createArrayAdapter.ts";
export { GradScaler } from "./gradScaler.ts";
export { initialLossScaleState } from "./initialLossScaleState.ts";
export { LazyPromise } from "./lazyPromise.ts";
export type { GrowthTest, LossScaleOptions } from "./lossScaleOptions.ts";
export { LossScalerError, type LossScalerErrorCode } from "./lossScalerError.ts";
export type { LossScaleState } from "./lossScaleState.ts";
export { nextLossScale } from "./nextLossScale.ts";
export { presets } from "./presets.ts";
export type { NonFiniteGradient, NonFiniteKind, ScalerAdapter, ScalerSnapshot } from "./scalerAdapter.ts";
export type { StepReport } from "./stepReport.ts";
export { inverseScale, unscaleGradient } from "./unscaleGradient.ts";
