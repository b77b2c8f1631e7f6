/** What a loss scaler remembers between iterations: two numbers, enough to replay or resume a run. */
export interface LossScaleState {
  /** The factor the loss is multiplied with; a binary32 value. */
  readonly scale: number;
  /** Good steps in a row since the last growth, refused growth or backoff. */
  readonly growthTracker: number;
}
