import { checkLossScaleOptions } from "./checkLossScaleOptions.ts";
import { checkLossScaleState } from "./checkLossScaleState.ts";
import { describeStep } from "./describeStep.ts";
import { initialLossScaleState } from "./initialLossScaleState.ts";
import { LazyPromise } from "./lazyPromise.ts";
import type { LossScaleOptions } from "./lossScaleOptions.ts";
import { LossScalerError } from "./lossScalerError.ts";
import type { LossScaleState } from "./lossScaleState.ts";
import { presets } from "./presets.ts";
import type { ScalerAdapter, ScalerSnapshot } from "./scalerAdapter.ts";
import { type CheckStage, misuses } from "./scalerMisuse.ts";
import type { StepReport } from "./stepReport.ts";
import { withoutScaling } from "./withoutScaling.ts";

/** Where one optimizer is in this iteration, and what its check found once that is captured. */
interface Check {
  readonly stage: CheckStage;
  readonly snapshot?: LazyPromise<ScalerSnapshot>;
}

/** From one `update()` to the next. Reports keep theirs, so that they can be read at any later time. */
interface Iteration<Optimizer> {
  isScaled: boolean;
  readonly checks: Map<Optimizer, Check>;
}

/**
 * Loss scaling for a training loop: `scale` the loss, go backward, `step` every optimizer, `update` once.
 * A step whose gradients are not all finite is skipped whole, and the scale backs off; good steps make it grow.
 * The methods but `state` only enqueue work through the adapter.
 *
 * @example
 * import { createArrayAdapter, GradScaler } from "@binade/loss-scaler";
 *
 * const weight = new Float32Array([1]);
 * const gradient = { name: "weight", values: new Float32Array(1) };
 * const scaler = new GradScaler(
 *   createArrayAdapter({
 *     gradients: () => [gradient],
 *     step: () => weight.set(gradient.values.map((g) => 1 - 0.5 * g)),
 *   }),
 * );
 *
 * gradient.values[0] = scaler.scale(1) * 0.25; // ∂loss/∂weight is 0.25
 * const report = scaler.step("sgd");
 * scaler.update();
 * weight[0]; // 0.875
 * (await report).reason; // "stepped: all gradients are finite (1 looked at)"
 */
export class GradScaler<Loss, Optimizer> {
  readonly #adapter: ScalerAdapter<Loss, Optimizer>;
  readonly #options: LossScaleOptions;
  #iteration: Iteration<Optimizer> = { isScaled: false, checks: new Map() };
  #isDisposed = false;

  /**
   * @param adapter - Taken over: it must not serve a second scaler, and `dispose` disposes of it.
   * @throws TypeError or RangeError as {@link checkLossScaleOptions}.
   */
  constructor(adapter: ScalerAdapter<Loss, Optimizer>, options: LossScaleOptions = presets.safe) {
    this.#options = checkLossScaleOptions(options);
    this.#adapter = options.enabled ? adapter : withoutScaling(adapter);
    this.#adapter.writeState(initialLossScaleState(options));
  }

  /** The rule in force. */
  get options(): LossScaleOptions {
    return this.#options;
  }

  /** Loss × scale. Call it for every loss that goes backward in this iteration. */
  scale(loss: Loss): Loss {
    this.#requireLive("scale");
    this.#iteration.isScaled = true;
    return this.#adapter.scaleLoss(loss);
  }

  /**
   * Divide the optimizer's gradients by the scale, in place, to clip or inspect them before `step`. Optional.
   * @throws LossScalerError `ERR_UNSCALE_TWICE`, `ERR_UNSCALE_AFTER_STEP`, `ERR_STEP_WITHOUT_SCALE`, `ERR_NO_GRADIENTS`.
   */
  unscale(optimizer: Optimizer): void {
    this.#require("unscale", optimizer);
    this.#adapter.unscale(optimizer, { recheck: this.#options.recheckAfterUnscale });
    this.#iteration.checks.set(optimizer, { stage: "unscaled" });
  }

  /**
   * Unscale unless that is done, and take the step if all gradients are finite; returns at once.
   * The report is read from the adapter when it is awaited, and only then, now or in any later iteration.
   * @throws LossScalerError `ERR_STEP_TWICE`, `ERR_STEP_WITHOUT_SCALE`, `ERR_NO_GRADIENTS`.
   */
  step(optimizer: Optimizer): Promise<StepReport> {
    this.#require("step", optimizer);
    if (!this.#iteration.checks.has(optimizer)) this.unscale(optimizer);
    this.#adapter.step(optimizer);

    const iteration = this.#iteration;
    const snapshot = this.#capture(iteration, optimizer, "stepped");
    return new LazyPromise(async () => {
      const others = [...iteration.checks].map(([other, { stage }]) => this.#capture(iteration, other, stage));
      return describeStep(await snapshot, await Promise.all(others), this.#options);
    });
  }

  /**
   * End the iteration: one bad optimizer is enough for the shared scale to back off, the good ones have stepped.
   * @throws LossScalerError `ERR_UPDATE_WITHOUT_STEP` when no optimizer was unscaled or stepped.
   */
  update(): void {
    this.#requireLive("update");
    const { checks } = this.#iteration;
    if (checks.size === 0) throw new LossScalerError(...misuses.update);

    for (const [optimizer, { stage }] of checks) this.#capture(this.#iteration, optimizer, stage);
    this.#adapter.update([...checks.keys()], this.#options);
    this.#iteration = { isScaled: false, checks: new Map() };
  }

  /** The state for a checkpoint; waits for the device. Between `update` and the next `unscale` or `step` it is all there is to save. */
  async state(): Promise<LossScaleState> {
    this.#requireLive("state");
    const { scale, growthTracker } = await this.#adapter.readState();
    return { scale, growthTracker };
  }

  /**
   * Continue from a saved state; with the same options the run goes on as if it had not been interrupted.
   * @throws LossScalerError `ERR_LOAD_IN_ITERATION` between `unscale` or `step` and `update`.
   * @throws TypeError or RangeError when the state is not one that these options allow.
   */
  loadState(state: LossScaleState): void {
    this.#requireLive("loadState");
    if (this.#iteration.checks.size > 0) throw new LossScalerError(...misuses.loadState);
    this.#adapter.writeState(checkLossScaleState(state, this.#options));
  }

  /** Free the adapter; every later call but this one is an error. */
  dispose(): void {
    if (this.#isDisposed) return;
    this.#isDisposed = true;
    this.#adapter.dispose?.();
  }

  #capture(iteration: Iteration<Optimizer>, optimizer: Optimizer, stage: CheckStage): LazyPromise<ScalerSnapshot> {
    const captured = iteration.checks.get(optimizer)?.snapshot;
    const snapshot = captured ?? new LazyPromise(this.#adapter.snapshot(optimizer));
    iteration.checks.set(optimizer, { stage, snapshot });
    return snapshot;
  }

  #require(call: "unscale" | "step", optimizer: Optimizer): void {
    this.#requireLive(call);
    const misuse = misuses[call][this.#iteration.checks.get(optimizer)?.stage ?? "ready"];
    if (misuse !== undefined) throw new LossScalerError(...misuse);
    if (!this.#iteration.isScaled) throw new LossScalerError(...misuses.withoutScale(call));
    if (this.#adapter.gradientCount(optimizer) === 0) throw new LossScalerError(...misuses.withoutGradients(call));
  }

  #requireLive(call: string): void {
    if (this.#isDisposed) throw new LossScalerError(...misuses.afterDispose(call));
  }
}
