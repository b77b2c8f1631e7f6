import { type Access, type AssembledShader, isRead } from "../assembler/assembleShader.ts";

/** A pipeline that is being made or is there. */
export interface Pipeline {
  readonly shader: AssembledShader;
  readonly layout: BindingLayout;
  /** Resolves when {@link Pipeline.compiled} is set. */
  readonly ready: Promise<void>;
  compiled: GPUComputePipeline | undefined;
}

/** The layout of bindings that all pipelines of one list of accesses share. */
export interface BindingLayout {
  readonly key: string;
  readonly group: GPUBindGroupLayout;
  readonly pipeline: GPUPipelineLayout;
}

const computeStage = 4;

/** Pipelines by the key of what was assembled, each made once, asynchronously. */
export class PipelineCache {
  readonly #device: GPUDevice;
  readonly #pipelines = new Map<string, Pipeline>();
  readonly #layouts = new Map<string, BindingLayout>();

  constructor(device: GPUDevice) {
    this.#device = device;
  }

  get(key: string, assemble: () => AssembledShader): Pipeline {
    const known = this.#pipelines.get(key);
    if (known !== undefined) return known;
    const shader = assemble();
    const layout = this.#layout(shader.bindings.map(({ access }) => access));
    const made = this.#device.createComputePipelineAsync({
      label: key,
      layout: layout.pipeline,
      compute: { module: this.#device.createShaderModule({ label: key, code: shader.code }), entryPoint: "main" },
    });
    const pipeline: Pipeline = { shader, layout, compiled: undefined, ready: made.then(set) };
    pipeline.ready.catch(() => undefined); // whoever waits for it sees it
    this.#pipelines.set(key, pipeline);
    return pipeline;

    function set(compiled: GPUComputePipeline): void {
      pipeline.compiled = compiled;
    }
  }

  /** Binding 0 holds the parameters, at an offset given with each dispatch; the operands follow. */
  #layout(accesses: readonly Access[]): BindingLayout {
    const key = accesses.map((access) => (isRead(access) ? "r" : "w")).join("");
    const known = this.#layouts.get(key);
    if (known !== undefined) return known;
    const group = this.#device.createBindGroupLayout({
      entries: [
        { binding: 0, visibility: computeStage, buffer: { type: "uniform", hasDynamicOffset: true } },
        ...accesses.map((access, i): GPUBindGroupLayoutEntry => {
          const type = isRead(access) ? "read-only-storage" : "storage";
          return { binding: i + 1, visibility: computeStage, buffer: { type } };
        }),
      ],
    });
    const pipeline = this.#device.createPipelineLayout({ bindGroupLayouts: [group] });
    const layout = { key, group, pipeline };
    this.#layouts.set(key, layout);
    return layout;
  }
}
