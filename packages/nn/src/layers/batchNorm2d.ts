import { add, batchNorm, batchNormWith, batchStatistics, type Engine, mul, run, type Tensor } from "@binade/autograd";
import type { ForwardOptions, Module, Parameter } from "../module.ts";

/** Constants of a batch normalisation. */
export interface BatchNormOptions {
  /** Share of the new statistics in the running ones; 0.1 by default. */
  readonly momentum?: number;
  /** Added to the variance; 1e-5 by default. */
  readonly epsilon?: number;
}

/**
 * Batch normalisation per channel, kept in f32 whatever x's dtype. Shapes: `[n, c, h, w]`.
 * Training uses the batch's statistics and moves the running ones; evaluation uses the running ones.
 * Running statistics also move in a step that the loss scaler skips.
 *
 * @see Ioffe and Szegedy, "Batch Normalization", 2015.
 */
export class BatchNorm2d implements Module {
  readonly gamma: Tensor;
  readonly beta: Tensor;
  readonly runningMean: Tensor;
  readonly runningVariance: Tensor;
  readonly parameters: readonly Parameter[];
  readonly buffers: readonly Parameter[];
  readonly #momentum: number;
  readonly #epsilon: number;

  constructor(engine: Engine, channels: number, { momentum = 0.1, epsilon = 1e-5 }: BatchNormOptions = {}) {
    const leaf = { requiresGrad: true, role: "parameter" } as const;
    this.gamma = engine.full([channels], 1, leaf);
    this.beta = engine.full([channels], 0, leaf);
    this.runningMean = engine.full([channels], 0, { role: "parameter" });
    this.runningVariance = engine.full([channels], 1, { role: "parameter" });
    this.parameters = [
      { name: "weight", tensor: this.gamma },
      { name: "bias", tensor: this.beta },
    ];
    this.buffers = [
      { name: "runningMean", tensor: this.runningMean },
      { name: "runningVariance", tensor: this.runningVariance },
    ];
    this.#momentum = momentum;
    this.#epsilon = epsilon;
  }

  forward(x: Tensor, { isTraining }: ForwardOptions): Tensor {
    if (!isTraining) {
      const statistics = { mean: this.runningMean, variance: this.runningVariance };
      return batchNormWith(x, statistics, [this.gamma, this.beta], this.#epsilon);
    }
    const { engine } = x;
    if (x.size === x.shape[1]) {
      throw new RangeError(`BatchNorm2d: training needs more than one value a channel, got x of shape [${x.shape}]`);
    }
    engine.noGrad(() =>
      engine.autocast(undefined, () =>
        engine.tidy(() => {
          const batch = batchStatistics(x);
          this.#move(this.runningMean, batch.mean);
          this.#move(this.runningVariance, batch.variance);
          return undefined;
        }),
      ),
    );
    return batchNorm(x, this.gamma, this.beta, this.#epsilon);
  }

  /** running = ((1 − momentum)·running) + (momentum·new) (N14). */
  #move(running: Tensor, batch: Tensor): void {
    const moved = add(mul(running, 1 - this.#momentum), mul(batch, this.#momentum));
    run(running.engine, "copy", [running], [moved], {});
  }

  dispose(): void {
    for (const { tensor } of [...this.parameters, ...this.buffers]) tensor.dispose();
  }
}
