import type { Tensor } from "@binade/autograd";
import type { ForwardOptions, Module, Parameter } from "../module.ts";

/**
 * Modules one after the other, under names that prefix those of their parameters (`fc1.weight`).
 * What a module gives is freed as soon as the next one has used it; what a gradient needs stays with the tape.
 *
 * @example
 * import { createEngine, Generator } from "@binade/autograd";
 * import { createCpuBackend } from "@binade/backend-cpu";
 * import { Linear, reluLayer, Sequential } from "@binade/nn";
 *
 * const engine = createEngine(await createCpuBackend());
 * const generator = new Generator(1);
 * const model = new Sequential({
 *   fc1: new Linear(engine, 4, 8, { generator }),
 *   relu: reluLayer(),
 *   fc2: new Linear(engine, 8, 2, { generator, bias: false }),
 * });
 * model.parameters.map(({ name }) => name); // ["fc1.weight", "fc1.bias", "fc2.weight"]
 */
export class Sequential implements Module {
  readonly parameters: readonly Parameter[];
  readonly buffers: readonly Parameter[];
  readonly #modules: readonly Module[];

  constructor(modules: Readonly<Record<string, Module>>) {
    this.#modules = Object.values(modules);
    this.parameters = prefixed(modules, (module) => module.parameters);
    this.buffers = prefixed(modules, (module) => module.buffers);
  }

  forward(x: Tensor, options: ForwardOptions): Tensor {
    let current = x;
    for (const module of this.#modules) {
      const next = module.forward(current, options);
      if (current !== x && next !== current) current.dispose();
      current = next;
    }
    return current;
  }

  dispose(): void {
    for (const module of this.#modules) module.dispose();
  }
}

function prefixed(
  modules: Readonly<Record<string, Module>>,
  list: (module: Module) => readonly Parameter[],
): Parameter[] {
  return Object.entries(modules).flatMap(([prefix, module]) =>
    list(module).map(({ name, tensor }) => ({ name: `${prefix}.${name}`, tensor })),
  );
}
