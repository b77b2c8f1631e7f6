import { run, type Tensor } from "@binade/autograd";
import type { Parameter } from "../module.ts";
import { Optimizer, type Slot } from "./optimizer.ts";

/** Hyper-parameters of {@link SGD}. */
export interface SgdOptions {
  /** The first one; a schedule writes `optimizer.learningRate`. */
  readonly learningRate: number;
  /** Share of the buffer that stays; 0 by default, which keeps no buffer. */
  readonly momentum?: number;
  /** The gradient enters the buffer times 1 − dampening; 0 by default, ignored without momentum. */
  readonly dampening?: number;
  /** Times the weight, it is added to the gradient; 0 by default. */
  readonly weightDecay?: number;
  /** Step along g + (momentum·buf) instead of buf. */
  readonly nesterov?: boolean;
}

/**
 * Stochastic gradient descent with momentum, in the order of N11: buf = (momentum·buf) + ((1 − dampening)·g),
 * w = w − (lr·buf). The first step of a parameter takes buf = g.
 * Accuracy: every operation rounds once to f32, so that two backends give the same bits.
 *
 * @throws RangeError for an option out of its range, or nesterov without momentum or with dampening.
 * @example
 * import { createEngine, mul, sum } from "@binade/autograd";
 * import { createCpuBackend } from "@binade/backend-cpu";
 * import { SGD } from "@binade/nn";
 *
 * const engine = createEngine(await createCpuBackend());
 * const weight = engine.tensor([1, -1], [2], { requiresGrad: true });
 * const optimizer = new SGD([{ name: "weight", tensor: weight }], { learningRate: 0.25 });
 * sum(mul(weight, weight)).backward();
 * optimizer.step();
 * Array.from(await weight.read()); // [0.5, -0.5]
 */
export class SGD extends Optimizer {
  readonly #options: Required<Omit<SgdOptions, "learningRate">>;
  readonly #buffers: readonly Tensor[];

  constructor(parameters: readonly Parameter[], options: SgdOptions) {
    const { momentum = 0, dampening = 0, weightDecay = 0, nesterov = false } = options;
    if (!(momentum >= 0) || !(weightDecay >= 0)) {
      throw new RangeError(`SGD: momentum and weightDecay must be ≥ 0, got ${momentum} and ${weightDecay}`);
    }
    if (nesterov && (momentum === 0 || dampening !== 0)) {
      throw new RangeError(`SGD: nesterov needs momentum > 0 and dampening 0, got ${momentum} and ${dampening}`);
    }
    super(parameters, options.learningRate);
    this.#options = { momentum, dampening, weightDecay, nesterov };
    this.#buffers = momentum === 0 ? [] : this.slots.map((slot) => this.zerosBeside(slot));
  }

  protected stepOne(slot: Slot, gradient: Tensor): void {
    const buffer = this.#buffers[slot.index];
    const outputs = buffer === undefined ? [slot.master, this.state] : [slot.master, buffer, this.state];
    run(this.engine, "sgdStep", outputs, [gradient], {
      ...this.#options,
      learningRate: this.learningRate,
      parameter: slot.index,
    });
  }

  protected stateBeside({ name, index }: Slot): readonly Parameter[] {
    const buffer = this.#buffers[index];
    return buffer === undefined ? [] : [{ name: `${name}.momentum`, tensor: buffer }];
  }

  override dispose(): void {
    for (const buffer of this.#buffers) buffer.dispose();
    super.dispose();
  }
}
