import type { Tensor } from "@binade/autograd";
import { GradScaler, type StepReport } from "@binade/loss-scaler";
import { type CheckpointParts, loadCheckpoint, saveCheckpoint } from "./checkpoint/checkpoint.ts";
import { clipGradNorm } from "./clipGradNorm.ts";
import { createDeviceScalerAdapter } from "./deviceScalerAdapter.ts";
import type { Module } from "./module.ts";
import type { Optimizer } from "./optimizers/optimizer.ts";
import type { Precision } from "./precisions.ts";

/** From what the model gives and what was expected to one number. */
export type LossFunction = (output: Tensor, target: Tensor) => Tensor;

/** What a {@link Trainer} brings together; it owns none of it. */
export interface TrainerOptions {
  readonly model: Module;
  readonly optimizer: Optimizer;
  /** Runs under the autocast of `precision` too. */
  readonly loss: LossFunction;
  /** One of {@link precisions}, or a recipe of your own. */
  readonly precision: Precision;
  /** Largest 2-norm of all gradients together, applied after unscaling. */
  readonly maxGradNorm?: number;
  /** Called between the backward walk and unscaling, while the gradients still carry the scale. */
  readonly onGradients?: (optimizer: Optimizer) => void;
}

/** What a step leaves; nothing was read back yet. */
export interface TrainStep {
  /** The unscaled loss, f32, without history. Owned by the caller's scope. */
  readonly loss: Tensor;
  /** Stepped or skipped and why; read from the device when awaited. */
  readonly report: Promise<StepReport>;
}

/**
 * The mixed-precision step: forward under autocast, loss in f32, loss × scale, backward, unscale in f32, clip, check,
 * step or skip, move the scale. Weights stay f32; everything is enqueued and nothing waits for the device.
 *
 * @see Micikevicius et al., "Mixed Precision Training", 2018, §3.
 * @example
 * import { createEngine, Generator, mse } from "@binade/autograd";
 * import { createCpuBackend } from "@binade/backend-cpu";
 * import { Linear, precisions, SGD, Trainer } from "@binade/nn";
 *
 * const engine = createEngine(await createCpuBackend());
 * const model = new Linear(engine, 2, 1, { generator: new Generator(1) });
 * const optimizer = new SGD(model.parameters, { learningRate: 0.1 });
 * const trainer = new Trainer({ model, optimizer, loss: mse, precision: precisions.f16 });
 *
 * const input = engine.tensor([0.5, 0.25, 0.25, 0.5], [2, 2]);
 * const target = engine.tensor([-0.25, 0], [2, 1]);
 * const { report } = trainer.step(input, target);
 * (await report).reason; // "stepped: all gradients are finite (2 looked at)"
 * (await report).scaleBefore; // 65536
 */
export class Trainer {
  /** Its state belongs into a checkpoint; disposed of with the trainer. */
  readonly scaler: GradScaler<Tensor, Optimizer>;
  readonly #options: TrainerOptions;

  constructor(options: TrainerOptions) {
    this.#options = options;
    const { policy } = options.precision;
    // f32 weights beside low-precision copies of them are master weights
    const isMixed = policy !== undefined && policy.lowDtype !== "f32";
    if (isMixed) for (const { master } of options.optimizer.slots) master.storage.role = "master";
    this.scaler = new GradScaler(createDeviceScalerAdapter(options.optimizer.engine), options.precision.scaling);
  }

  /** One step on one batch. */
  step(input: Tensor, target: Tensor): TrainStep {
    const { optimizer, maxGradNorm, onGradients } = this.#options;
    optimizer.zeroGrad();
    const loss = input.engine.tidy(() => {
      const unscaled = this.#forward(input, target);
      this.scaler.scale(unscaled).backward();
      return unscaled.detach();
    });
    onGradients?.(optimizer);
    if (maxGradNorm !== undefined) {
      this.scaler.unscale(optimizer);
      clipGradNorm(optimizer, maxGradNorm);
    }
    const report = this.scaler.step(optimizer);
    this.scaler.update();
    return { loss, report };
  }

  /** What the model gives in evaluation, in the precision of the run, without recording. Owned by the caller's scope. */
  predict(input: Tensor): Tensor {
    const { model, precision } = this.#options;
    const forward = (): Tensor => model.forward(input, { isTraining: false });
    return input.engine.noGrad(() => input.engine.tidy(() => input.engine.autocast(precision.policy, forward)));
  }

  /**
   * The run between two steps as the bytes of a safetensors file: weights, masters, the model's buffers, the optimizer's
   * state, the loss scale. {@link Trainer.load} goes on from there with the same bits, on any backend.
   *
   * @param notes - Texts to find again: the step, the place in the data, a generator's state.
   */
  async save(notes: Readonly<Record<string, string>> = {}): Promise<Uint8Array> {
    return saveCheckpoint(this.#parts, notes);
  }

  /**
   * Go on from what {@link Trainer.save} gave, with a model and an optimizer made like those. Returns its notes.
   *
   * @throws RangeError, before anything is changed, when the bytes are no checkpoint or one of another model, optimizer or
   * scaler.
   */
  load(checkpoint: Uint8Array): Readonly<Record<string, string>> {
    return loadCheckpoint(this.#parts, checkpoint);
  }

  /** Free the scaler's state; a report that was not awaited by then is lost. */
  dispose(): void {
    this.scaler.dispose();
  }

  get #parts(): CheckpointParts {
    const { model, optimizer } = this.#options;
    return { model, optimizer, scaler: this.scaler };
  }

  #forward(input: Tensor, target: Tensor): Tensor {
    const { model, loss, precision } = this.#options;
    return input.engine.autocast(precision.policy, () => {
      const output = model.forward(input, { isTraining: true });
      const value = loss(output, target);
      if (output !== input && output !== value) output.dispose(); // the tape keeps what it needs
      return value;
    });
  }
}
