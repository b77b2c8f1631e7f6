import { type Engine, linear, type Tensor } from "@binade/autograd";
import { type LayerOptions, uniformParameter } from "../initialization.ts";
import type { ForwardOptions, Module, Parameter } from "../module.ts";

/**
 * x·Wᵀ + b. Shapes: `[…, in] → […, out]`; weight `[out, in]`, bias `[out]`, both uniform in ±1/√in at first.
 *
 * @example
 * import { createEngine, Generator } from "@binade/autograd";
 * import { createCpuBackend } from "@binade/backend-cpu";
 * import { Linear } from "@binade/nn";
 *
 * const engine = createEngine(await createCpuBackend());
 * const layer = new Linear(engine, 3, 2, { generator: new Generator(1) });
 * layer.forward(engine.zeros([5, 3]), { isTraining: true }).shape; // [5, 2]
 * layer.parameters.map(({ name, tensor }) => [name, tensor.shape]); // [["weight", [2, 3]], ["bias", [2]]]
 */
export class Linear implements Module {
  readonly weight: Tensor;
  readonly bias: Tensor | undefined;
  readonly parameters: readonly Parameter[];
  readonly buffers: readonly Parameter[] = [];

  constructor(engine: Engine, inFeatures: number, outFeatures: number, options: LayerOptions) {
    this.weight = uniformParameter(engine, [outFeatures, inFeatures], inFeatures, options);
    this.bias = options.bias === false ? undefined : uniformParameter(engine, [outFeatures], inFeatures, options);
    this.parameters = namedParameters({ weight: this.weight, bias: this.bias });
  }

  forward(x: Tensor, _options: ForwardOptions): Tensor {
    return linear(x, this.weight, this.bias);
  }

  dispose(): void {
    for (const { tensor } of this.parameters) tensor.dispose();
  }
}

/** Those that exist, in order. */
export function namedParameters(tensors: Readonly<Record<string, Tensor | undefined>>): Parameter[] {
  return Object.entries(tensors).flatMap(([name, tensor]) => (tensor === undefined ? [] : [{ name, tensor }]));
}
