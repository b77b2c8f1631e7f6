/** What was called in the wrong order, or on a scaler or an optimizer that cannot take the call. */
export type LossScalerErrorCode =
  | "ERR_UNSCALE_TWICE"
  | "ERR_UNSCALE_AFTER_STEP"
  | "ERR_STEP_TWICE"
  | "ERR_STEP_WITHOUT_SCALE"
  | "ERR_UPDATE_WITHOUT_STEP"
  | "ERR_NO_GRADIENTS"
  | "ERR_LOAD_IN_ITERATION"
  | "ERR_DISPOSED";

/**
 * A misuse of a {@link GradScaler}. Nothing was enqueued and the scaler is as it was before the call.
 *
 * @example
 * import { LossScalerError } from "@binade/loss-scaler";
 *
 * new LossScalerError("ERR_STEP_TWICE", "step: called twice", {}).code; // "ERR_STEP_TWICE"
 */
export class LossScalerError extends Error {
  override readonly name: string = "LossScalerError";
  /** Stable; renaming one is a breaking change. */
  readonly code: LossScalerErrorCode;
  /** The facts of the message, for logs. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: LossScalerErrorCode, message: string, details: Readonly<Record<string, unknown>>) {
    super(message);
    this.code = code;
    this.details = details;
  }
}
