import { cast, type Engine, run, type Tensor } from "@binade/autograd";
import { optimizerStateLayout } from "@binade/backend";
import { leafLike } from "../initialization.ts";
import type { Parameter } from "../module.ts";

/** A parameter as its optimizer sees it. */
export interface Slot {
  readonly name: string;
  /** Number of its flag word in the optimizer's state. */
  readonly index: number;
  readonly parameter: Tensor;
  /** The f32 weights that steps write: the parameter itself, or a master copy of a 16-bit one. */
  readonly master: Tensor;
}

/**
 * What every optimizer has: parameters in order of registration, f32 masters, and the device state of N10, so that a
 * step needs nothing from the host. Steps are enqueued; one that found a non-finite gradient writes nothing.
 */
export abstract class Optimizer {
  readonly engine: Engine;
  readonly slots: readonly Slot[];
  /** found, step, norm, coef and a flag word per parameter; see `optimizerStateLayout`. */
  readonly state: Tensor;
  /** Taken anew at every step, so a schedule may write it. */
  learningRate: number;
  /** f32 gradients of 16-bit parameters, made when they are asked for, beside the gradient that they are of. */
  readonly #wideGradients = new Map<Slot, { readonly source: Tensor; readonly wide: Tensor }>();

  constructor(parameters: readonly Parameter[], learningRate: number) {
    const [first] = parameters;
    if (first === undefined) throw new TypeError("optimizer: expected at least one parameter, got none");
    if (!(learningRate >= 0 && Number.isFinite(learningRate))) {
      throw new RangeError(`optimizer: learningRate must be a finite number ≥ 0, got ${learningRate}`);
    }
    const notLeaf = parameters.find(({ tensor }) => !tensor.isLeaf);
    if (notLeaf !== undefined) {
      throw new TypeError(`optimizer: "${notLeaf.name}" is not a leaf; make it with { requiresGrad: true }`);
    }
    const tensors = parameters.map(({ tensor }) => tensor);
    const repeated = parameters.find(({ tensor }, i) => tensors.indexOf(tensor) !== i);
    if (repeated !== undefined) {
      throw new TypeError(`optimizer: "${repeated.name}" is a tensor that is listed already; list every one once`);
    }
    this.engine = first.tensor.engine;
    this.learningRate = learningRate;
    this.slots = parameters.map(({ name, tensor }, index) => ({
      name,
      index,
      parameter: tensor,
      master: tensor.dtype === "f32" ? tensor : this.engine.release(leafLike(tensor, "f32", "master")),
    }));
    this.state = this.engine.release(
      this.engine.zeros([optimizerStateLayout.flags + parameters.length], { dtype: "i32", role: "optimizerState" }),
    );
  }

  /** What a checkpoint needs beside the parameters, by names that begin with the parameter's or are `state`. */
  get stateTensors(): readonly Parameter[] {
    const masters = this.slots.filter(({ master, parameter }) => master !== parameter);
    return [
      { name: "state", tensor: this.state },
      ...masters.map(({ name, master }) => ({ name: `${name}.master`, tensor: master })),
      ...this.slots.flatMap((slot) => this.stateBeside(slot)),
    ];
  }

  /** The parameters that have a gradient now, with that gradient in f32. */
  gradients(): { readonly slot: Slot; readonly gradient: Tensor }[] {
    return this.slots.flatMap((slot) => {
      const gradient = this.#gradientOf(slot);
      return gradient === undefined ? [] : [{ slot, gradient }];
    });
  }

  /** Enqueue one step over all parameters that have a gradient. */
  step(): void {
    for (const { slot, gradient } of this.gradients()) {
      this.stepOne(slot, gradient);
      if (slot.master !== slot.parameter) run(this.engine, "cast", [slot.parameter], [slot.master], {});
    }
    run(this.engine, "advanceStep", [this.state], [], {});
  }

  /** Forget all gradients; call it before the next backward walk. */
  zeroGrad(): void {
    for (const { parameter } of this.slots) {
      parameter.grad?.dispose();
      parameter.grad = undefined;
    }
    this.#forgetWideGradients();
  }

  /** Free the device state; the parameters belong to their module. */
  dispose(): void {
    this.#forgetWideGradients();
    this.state.dispose();
    for (const { master, parameter } of this.slots) if (master !== parameter) master.dispose();
  }

  protected abstract stepOne(slot: Slot, gradient: Tensor): void;

  /** What the optimizer keeps of one parameter. */
  protected abstract stateBeside(slot: Slot): readonly Parameter[];

  /** f32 state beside a parameter, zero at first. */
  protected zerosBeside(slot: Slot): Tensor {
    return this.engine.release(this.engine.zeros(slot.master.shape, { role: "optimizerState" }));
  }

  #gradientOf(slot: Slot): Tensor | undefined {
    const { grad } = slot.parameter;
    if (grad === undefined || grad.dtype === "f32") return grad;
    const known = this.#wideGradients.get(slot);
    if (known?.source === grad) return known.wide;
    known?.wide.dispose(); // of an earlier sum
    const wide = this.engine.release(this.engine.noGrad(() => cast(grad, "f32")));
    wide.storage.role = "gradient";
    this.#wideGradients.set(slot, { source: grad, wide });
    return wide;
  }

  #forgetWideGradients(): void {
    for (const { wide } of this.#wideGradients.values()) wide.dispose();
    this.#wideGradients.clear();
  }
}
