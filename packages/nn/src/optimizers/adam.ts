import { run, type Tensor } from "@binade/autograd";
import type { Parameter } from "../module.ts";
import { biasCorrections } from "./biasCorrections.ts";
import { Optimizer, type Slot } from "./optimizer.ts";

/** Hyper-parameters of {@link Adam} and {@link AdamW}. */
export interface AdamOptions {
  /** The first one; a schedule writes `optimizer.learningRate`. */
  readonly learningRate: number;
  /** Of the running mean of gradients, in [0, 1); 0.9 by default. */
  readonly beta1?: number;
  /** Of the running mean of their squares, in [0, 1); 0.999 by default. */
  readonly beta2?: number;
  /** Added to the root of the second moment; 1e-8 by default. */
  readonly epsilon?: number;
  /** 0 by default, 0.01 for {@link AdamW}. */
  readonly weightDecay?: number;
}

/**
 * Adam in the order of N11; a weight decay enters the gradient. Bias corrections come from tables made on the host.
 * Accuracy: every operation rounds once to f32, so that two backends give the same bits.
 *
 * @see Kingma and Ba, "Adam: A Method for Stochastic Optimization", 2015.
 * @throws RangeError for an option out of its range, a β too close to 1 (see {@link biasCorrections}) included.
 * @example
 * import { createEngine, mul, sum } from "@binade/autograd";
 * import { createCpuBackend } from "@binade/backend-cpu";
 * import { Adam } from "@binade/nn";
 *
 * const engine = createEngine(await createCpuBackend());
 * const weight = engine.tensor([1, -1], [2], { requiresGrad: true });
 * const optimizer = new Adam([{ name: "weight", tensor: weight }], { learningRate: 0.25 });
 * sum(mul(weight, weight)).backward();
 * optimizer.step();
 * Array.from(await weight.read()); // [0.75, -0.75]
 */
export class Adam extends Optimizer {
  readonly #options: Required<Omit<AdamOptions, "learningRate">>;
  readonly #isDecoupled: boolean;
  readonly #moments: readonly (readonly [Tensor, Tensor])[];
  readonly #corrections: readonly [Tensor, Tensor];

  constructor(parameters: readonly Parameter[], options: AdamOptions, isDecoupled: boolean = false) {
    const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weightDecay = isDecoupled ? 0.01 : 0 } = options;
    if (!(epsilon >= 0) || !(weightDecay >= 0)) {
      throw new RangeError(`Adam: epsilon and weightDecay must be ≥ 0, got ${epsilon} and ${weightDecay}`);
    }
    const tables = [biasCorrections(beta1), biasCorrections(beta2)] as const; // throw before anything is allocated
    super(parameters, options.learningRate);
    this.#options = { beta1, beta2, epsilon, weightDecay };
    this.#isDecoupled = isDecoupled;
    this.#moments = this.slots.map((slot) => [this.zerosBeside(slot), this.zerosBeside(slot)] as const);
    const onDevice = (table: Float32Array): Tensor =>
      this.engine.release(this.engine.tensor(table, undefined, { role: "optimizerState" }));
    this.#corrections = [onDevice(tables[0]), onDevice(tables[1])];
  }

  protected stepOne(slot: Slot, gradient: Tensor): void {
    const [first, second] = this.#moments[slot.index] as readonly [Tensor, Tensor];
    run(this.engine, "adamStep", [slot.master, first, second], [gradient, this.state, ...this.#corrections], {
      ...this.#options,
      learningRate: this.learningRate,
      decoupled: this.#isDecoupled,
    });
  }

  protected stateBeside({ name, index }: Slot): readonly Parameter[] {
    const [first, second] = this.#moments[index] as readonly [Tensor, Tensor];
    return [
      { name: `${name}.firstMoment`, tensor: first },
      { name: `${name}.secondMoment`, tensor: second },
    ];
  }

  override dispose(): void {
    for (const tensor of [...this.#moments.flat(), ...this.#corrections]) tensor.dispose();
    super.dispose();
  }
}

/**
 * Adam whose weight decay (0.01 by default) shrinks the weights and does not enter the gradient.
 * @see Loshchilov and Hutter, "Decoupled Weight Decay Regularization", 2019.
 */
export class AdamW extends Adam {
  constructor(parameters: readonly Parameter[], options: AdamOptions) {
    super(parameters, options, true);
  }
}
