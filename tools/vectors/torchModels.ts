import { add, createEngine, crossEntropy, type Engine, Generator, mean, relu } from "@binade/autograd";
import { createCpuBackend } from "@binade/backend-cpu";
import {
  BatchNorm2d,
  Conv2d,
  Linear,
  type Module,
  type Parameter,
  reluLayer,
  Sequential,
  SGD,
  stateless,
} from "@binade/nn";
import { numbersOf, type TorchTensor } from "./torchTensor.ts";
import {
  batchOf,
  type DigitsData,
  loadRecorded,
  precisionOf,
  type RecordedWeights,
  type TorchMode,
  type Training,
  trainSteps,
} from "./torchTraining.ts";
import { type RecordedStep, skipDisagreements, traceDisagreements } from "./traceDistance.ts";
import type { VectorResult } from "./vectorResult.ts";

interface ModelsFile {
  readonly models: readonly RecordedModel[];
}

interface RecordedModel {
  readonly model: string;
  readonly batches?: readonly (readonly number[])[];
  readonly initial: RecordedWeights;
  readonly variants: readonly ModelVariant[];
}

interface ModelVariant {
  readonly mode: TorchMode | "f64";
  readonly initScale: number;
  readonly growthInterval: number;
  readonly trace: readonly (RecordedStep & {
    readonly gradNorm: number | null;
    readonly grads?: Readonly<Record<string, TorchTensor>>;
  })[];
}

const f32Tolerance = { loss: 1e-4, steps: 15 };
const gradientTolerance = 1e-5; // of the largest element of the tensor
const sgd = { learningRate: 0.01, momentum: 0.9, weightDecay: 5e-4 };
const maxGradNorm = 1;
const allSteps = 100;

/**
 * Train the recorded residual network and compare it with PyTorch: losses, first skips and scales as for the digits,
 * and the gradients of the first step. The transformer has no counterpart: gelu is missing.
 *
 * @param steps - Of every run, all by default.
 */
export async function checkTorchModels(
  json: unknown,
  data: DigitsData,
  { steps = allSteps }: { readonly steps?: number } = {},
): Promise<VectorResult[]> {
  const { models } = json as ModelsFile;
  const engine = createEngine(await createCpuBackend());
  const results: VectorResult[] = [];
  for (const recorded of models) {
    const name = `torch/models ${recorded.model}`;
    const [agreeing, disagreements]: [number[], string[]] = [[], []];
    const variants = recorded.model === "resnet" ? recorded.variants.filter(({ mode }) => mode !== "f64") : [];
    for (const [i, variant] of variants.entries()) {
      const lines = await checkVariant(engine, recorded, variant, { data, steps });
      if (lines.length === 0) agreeing.push(i);
      disagreements.push(...lines.map((line) => `${name} ${variant.mode} from scale ${variant.initScale}, ${line}`));
    }
    results.push({
      name,
      agree: agreeing.length,
      total: variants.length,
      noCounterpart: recorded.variants.length - variants.length,
      disagreements,
    });
  }
  return results;
}

async function checkVariant(
  engine: Engine,
  { initial, batches = [], variants }: RecordedModel,
  variant: ModelVariant,
  { data, steps }: { readonly data: DigitsData; readonly steps: number },
): Promise<string[]> {
  const exact = variants.find(({ mode }) => mode === "f64")!;
  const model = residualNetwork(engine);
  loadRecorded(engine, model, initial);
  const optimizer = new SGD(model.parameters, sgd);
  const precision = precisionOf(variant.mode as TorchMode, {
    initialScale: variant.initScale,
    growthInterval: variant.growthInterval,
  });
  const training: Training = {
    model,
    optimizer,
    precision,
    maxGradNorm,
    imageShape: [1, 8, 8],
    data,
    batches: batches.slice(0, steps),
  };
  const isF32 = variant.mode === "f32";
  const lines = isF32 ? await gradientDisagreements(engine, training, exact) : [];
  if (isF32) loadRecorded(engine, model, initial);
  const trace = await trainSteps(engine, training);
  lines.push(...traceDisagreements(trace, variant.trace, exact.trace, isF32 ? f32Tolerance : { steps: allSteps }));
  lines.push(...skipDisagreements(trace, variant.trace));
  optimizer.dispose();
  model.dispose();
  return lines;
}

/** Gradients of the first batch, before clipping, against those in f64. */
async function gradientDisagreements(engine: Engine, training: Training, exact: ModelVariant): Promise<string[]> {
  const lines: string[] = [];
  const scope = engine.scope();
  const [images, labels] = batchOf(engine, training, training.batches[0]!);
  crossEntropy(training.model.forward(images, { isTraining: true }), labels).backward();
  for (const { name, tensor } of training.model.parameters) {
    const expected = numbersOf(exact.trace[0]!.grads![name]!);
    const got = await tensor.grad!.read();
    const largest = expected.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
    const at = expected.findIndex((value, i) => !(Math.abs(value - got[i]!) <= gradientTolerance * largest));
    if (at !== -1) lines.push(`first gradient of ${name}[${at}]: expected ${expected[at]}, got ${got[at]}`);
  }
  training.optimizer.zeroGrad();
  scope.end();
  return lines;
}

/** Convolution, two residual blocks, the mean over the image, a linear layer. */
function residualNetwork(engine: Engine): Module {
  const generator = new Generator(0);
  const conv = (channels: readonly [number, number], kernelSize: number, stride: number): Conv2d => {
    const padding = (kernelSize - 1) / 2;
    return new Conv2d(engine, channels, kernelSize, { generator, stride, padding, bias: false });
  };
  const trunk = ([inner, outer]: readonly [number, number], stride: number): Sequential =>
    new Sequential({
      conv1: conv([inner, outer], 3, stride),
      bn1: new BatchNorm2d(engine, outer),
      relu: reluLayer(),
      conv2: conv([outer, outer], 3, 1),
      bn2: new BatchNorm2d(engine, outer),
    });
  return new Sequential({
    conv: conv([1, 8], 3, 1),
    bn: new BatchNorm2d(engine, 8),
    relu: reluLayer(),
    layer1: residual(trunk([8, 8], 1)),
    layer2: residual(trunk([8, 16], 2), new Sequential({ 0: conv([8, 16], 1, 2), 1: new BatchNorm2d(engine, 16) })),
    mean: stateless((x) => mean(x, { axes: [2, 3] })),
    fc: new Linear(engine, 16, 10, { generator }),
  });
}

/** relu(trunk(x) + down(x)); without `down`, x itself. */
function residual(trunk: Module, down?: Module): Module {
  const list = (of: (module: Module) => readonly Parameter[]): Parameter[] => [
    ...of(trunk),
    ...(down === undefined ? [] : of(down).map(({ name, tensor }) => ({ name: `down.${name}`, tensor }))),
  ];
  return {
    forward: (x, options) => x.engine.tidy(() => relu(add(trunk.forward(x, options), down?.forward(x, options) ?? x))),
    parameters: list((module) => module.parameters),
    buffers: list((module) => module.buffers),
    dispose(): void {
      trunk.dispose();
      down?.dispose();
    },
  };
}
