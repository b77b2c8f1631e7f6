import { type Conv2dOptions, conv2d, type Engine, type Tensor } from "@binade/autograd";
import { type LayerOptions, uniformParameter } from "../initialization.ts";
import type { ForwardOptions, Module, Parameter } from "../module.ts";
import { namedParameters } from "./linearLayer.ts";

/**
 * 2-d convolution. Shapes: `[n, in, h, w] → [n, out, oh, ow]`; weight `[out, in/groups, k, k]`, bias `[out]`, both
 * uniform in ±1/√fan_in at first.
 *
 * @throws RangeError when the input channels do not divide into the groups.
 * @example
 * import { createEngine, Generator } from "@binade/autograd";
 * import { createCpuBackend } from "@binade/backend-cpu";
 * import { Conv2d } from "@binade/nn";
 *
 * const engine = createEngine(await createCpuBackend());
 * const layer = new Conv2d(engine, [1, 4], 3, { generator: new Generator(1), padding: 1, stride: 2 });
 * layer.forward(engine.zeros([8, 1, 28, 28]), { isTraining: true }).shape; // [8, 4, 14, 14]
 */
export class Conv2d implements Module {
  readonly weight: Tensor;
  readonly bias: Tensor | undefined;
  readonly parameters: readonly Parameter[];
  readonly buffers: readonly Parameter[] = [];
  readonly #options: Conv2dOptions;

  constructor(
    engine: Engine,
    [inChannels, outChannels]: readonly [number, number],
    kernelSize: number,
    options: LayerOptions & Conv2dOptions,
  ) {
    const groupChannels = inChannels / (options.groups ?? 1);
    if (!Number.isInteger(groupChannels)) {
      throw new RangeError(`Conv2d: ${inChannels} input channels do not divide into ${options.groups} groups`);
    }
    const fanIn = groupChannels * kernelSize * kernelSize;
    this.weight = uniformParameter(engine, [outChannels, groupChannels, kernelSize, kernelSize], fanIn, options);
    this.bias = options.bias === false ? undefined : uniformParameter(engine, [outChannels], fanIn, options);
    this.parameters = namedParameters({ weight: this.weight, bias: this.bias });
    this.#options = options;
  }

  forward(x: Tensor, _options: ForwardOptions): Tensor {
    return conv2d(x, this.weight, this.bias, this.#options);
  }

  dispose(): void {
    for (const { tensor } of this.parameters) tensor.dispose();
  }
}
