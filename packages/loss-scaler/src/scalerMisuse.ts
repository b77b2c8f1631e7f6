import type { LossScalerErrorCode } from "./lossScalerError.ts";

/** Where an optimizer is in an iteration; `update()` makes every one ready again. */
export type CheckStage = "ready" | "unscaled" | "stepped";

/** The arguments of a `LossScalerError`. */
export type ScalerMisuse = readonly [code: LossScalerErrorCode, message: string, details: Record<string, unknown>];

const everyIteration = "every iteration ends with one update()";

/** What is wrong with a call, by call and stage. */
export const misuses: {
  readonly unscale: Readonly<Record<CheckStage, ScalerMisuse | undefined>>;
  readonly step: Readonly<Record<CheckStage, ScalerMisuse | undefined>>;
  readonly update: ScalerMisuse;
  readonly loadState: ScalerMisuse;
  readonly withoutScale: (call: string) => ScalerMisuse;
  readonly withoutGradients: (call: string) => ScalerMisuse;
  readonly afterDispose: (call: string) => ScalerMisuse;
} = {
  unscale: {
    ready: undefined,
    unscaled: [
      "ERR_UNSCALE_TWICE",
      `unscale: the optimizer must not be unscaled yet in this iteration, it is already (${everyIteration})`,
      { call: "unscale", stage: "unscaled" },
    ],
    stepped: [
      "ERR_UNSCALE_AFTER_STEP",
      `unscale: the optimizer must not have stepped yet in this iteration, it has (unscale before step; ${everyIteration})`,
      { call: "unscale", stage: "stepped" },
    ],
  },
  step: {
    ready: undefined,
    unscaled: undefined,
    stepped: [
      "ERR_STEP_TWICE",
      `step: the optimizer must not have stepped yet in this iteration, it has (${everyIteration})`,
      { call: "step", stage: "stepped" },
    ],
  },
  update: [
    "ERR_UPDATE_WITHOUT_STEP",
    "update: at least one optimizer must have been unscaled or stepped in this iteration, none was (call step first)",
    { call: "update" },
  ],
  loadState: [
    "ERR_LOAD_IN_ITERATION",
    "loadState: the state can be replaced between iterations, this one is not over (call update first)",
    { call: "loadState" },
  ],
  withoutScale: (call) => [
    "ERR_STEP_WITHOUT_SCALE",
    `${call}: the loss of this iteration must be scaled, scale() was not called (go backward from scaler.scale(loss))`,
    { call },
  ],
  withoutGradients: (call) => [
    "ERR_NO_GRADIENTS",
    `${call}: the optimizer must have a gradient, it has none (go backward before ${call}, or leave this optimizer out of the iteration)`,
    { call },
  ],
  afterDispose: (call) => [
    "ERR_DISPOSED",
    `${call}: the scaler must be in use, it is disposed (make a new one)`,
    { call },
  ],
};
