import { createEngine, type Engine, Generator } from "@binade/autograd";
import { createCpuBackend } from "@binade/backend-cpu";
import {
  Adam,
  BatchNorm2d,
  Conv2d,
  flattenLayer,
  Linear,
  type Module,
  maxPool2dLayer,
  type Optimizer,
  reluLayer,
  Sequential,
  SGD,
} from "@binade/nn";
import {
  accuracy,
  type DigitsData,
  loadRecorded,
  precisionOf,
  type RecordedWeights,
  type TorchMode,
  type Training,
  trainSteps,
} from "./torchTraining.ts";
import { type RecordedStep, skipDisagreements, type TraceTolerance, traceDisagreements } from "./traceDistance.ts";
import type { VectorResult } from "./vectorResult.ts";

interface DigitsFile {
  readonly test: readonly number[];
  readonly batches: readonly (readonly number[])[];
  readonly runs: readonly {
    readonly model: string;
    readonly initial: RecordedWeights;
    readonly variants: readonly DigitsVariant[];
  }[];
}

interface DigitsVariant {
  readonly optimizer: "sgd" | "adam";
  readonly mode: TorchMode | "f64";
  readonly init_scale: number;
  readonly interval: number;
  readonly trace: readonly RecordedStep[];
  readonly testAccuracy: number;
}

interface DigitsModel {
  readonly imageShape: readonly number[];
  /** Tolerances of the f32 run; where a ReLU may flip the runs part, so fewer steps are compared. */
  readonly f32: { readonly [O in DigitsVariant["optimizer"]]: TraceTolerance };
  readonly make: (engine: Engine) => Module;
}

const allSteps = 150;
const zeroGrads = 1e-3;
const cnnZeroGrads = 8 / 1914; // a bias before a batch norm has a gradient of 0 up to rounding: 8 of 1914 elements
const accuracySlack = 2; // images of the test set

const models: Readonly<Record<string, DigitsModel>> = {
  mlp: {
    imageShape: [64],
    f32: { sgd: { loss: 5e-6, zeroGrads, steps: allSteps }, adam: { loss: 5e-6, zeroGrads, steps: allSteps } },
    make: (engine) => {
      const generator = new Generator(0);
      return new Sequential({
        fc1: new Linear(engine, 64, 64, { generator }),
        relu1: reluLayer(),
        fc2: new Linear(engine, 64, 32, { generator }),
        relu2: reluLayer(),
        fc3: new Linear(engine, 32, 10, { generator }),
      });
    },
  },
  cnn: {
    imageShape: [1, 8, 8],
    f32: {
      sgd: { loss: 5e-6, zeroGrads: cnnZeroGrads, steps: 15 },
      adam: { loss: 1e-5, zeroGrads: cnnZeroGrads, steps: allSteps },
    },
    make: (engine) => {
      const generator = new Generator(0);
      return new Sequential({
        conv1: new Conv2d(engine, [1, 8], 3, { generator, padding: 1 }),
        bn1: new BatchNorm2d(engine, 8),
        relu1: reluLayer(),
        pool1: maxPool2dLayer(2),
        conv2: new Conv2d(engine, [8, 16], 3, { generator, padding: 1 }),
        relu2: reluLayer(),
        pool2: maxPool2dLayer(2),
        flatten: flattenLayer(),
        fc: new Linear(engine, 64, 10, { generator }),
      });
    },
  },
};

const optimizers: { readonly [O in DigitsVariant["optimizer"]]: (model: Module) => Optimizer } = {
  sgd: (model) => new SGD(model.parameters, { learningRate: 0.02, momentum: 0.9 }),
  adam: (model) => new Adam(model.parameters, { learningRate: 2e-3 }),
};

/**
 * Train the recorded models on the recorded batches, from the recorded weights, and compare every step with PyTorch:
 * loss and share of zero gradients by their distance from its f64 run, the first skips and scales exactly.
 * A case is a run; those in f64 have no counterpart.
 *
 * @param steps - Of every run, all by default; the test accuracy is compared after all.
 */
export async function checkTorchDigits(
  json: unknown,
  data: DigitsData,
  { steps = allSteps }: { readonly steps?: number } = {},
): Promise<VectorResult[]> {
  const file = json as DigitsFile;
  const engine = createEngine(await createCpuBackend());
  const batches = file.batches.slice(0, steps);
  const results: VectorResult[] = [];
  for (const run of file.runs) {
    const name = `torch/digits ${run.model}`;
    const outcomes: string[][] = [];
    for (const variant of run.variants) {
      if (models[run.model] === undefined || variant.mode === "f64") continue;
      outcomes.push(await checkVariant(engine, run, { variant, data, batches, test: file.test }));
    }
    results.push({
      name,
      agree: outcomes.filter((lines) => lines.length === 0).length,
      total: outcomes.length,
      noCounterpart: run.variants.length - outcomes.length,
      disagreements: outcomes.flat().map((line) => `${name} ${line}`),
    });
  }
  return results;
}

interface VariantSetting {
  readonly variant: DigitsVariant;
  readonly data: DigitsData;
  readonly batches: DigitsFile["batches"];
  readonly test: readonly number[];
}

async function checkVariant(
  engine: Engine,
  { model: name, initial, variants }: DigitsFile["runs"][number],
  { variant, data, batches, test }: VariantSetting,
): Promise<string[]> {
  const { imageShape, f32: tolerances, make } = models[name]!;
  const { mode, init_scale: initialScale, interval: growthInterval } = variant;
  const exact = variants.find((other) => other.mode === "f64" && other.optimizer === variant.optimizer)!;
  const model = make(engine);
  loadRecorded(engine, model, initial);
  const optimizer = optimizers[variant.optimizer](model);
  const precision = precisionOf(mode as TorchMode, { initialScale, growthInterval });
  const training = { model, optimizer, precision, imageShape, data, batches };
  const lines = await disagreementsOf(engine, training, { variant, exact, tolerances, test });
  optimizer.dispose();
  model.dispose();
  return lines.map((line) => `${variant.optimizer} ${mode} from scale ${initialScale}, ${line}`);
}

interface Recording {
  readonly variant: DigitsVariant;
  readonly exact: DigitsVariant;
  readonly tolerances: DigitsModel["f32"];
  readonly test: readonly number[];
}

async function disagreementsOf(
  engine: Engine,
  training: Training,
  { variant, exact, tolerances, test }: Recording,
): Promise<string[]> {
  const trace = await trainSteps(engine, training);
  const isF32 = variant.mode === "f32";
  const tolerance = isF32 ? tolerances[variant.optimizer] : { steps: allSteps };
  const lines = [
    ...traceDisagreements(trace, variant.trace, exact.trace, tolerance),
    ...skipDisagreements(trace, variant.trace),
  ];
  if (!isF32 || tolerance.steps > trace.length) return lines;
  const got = await accuracy(engine, training, test);
  if (trace.length === allSteps && Math.abs(got - variant.testAccuracy) * test.length > accuracySlack) {
    lines.push(`test accuracy: expected ${variant.testAccuracy}, got ${got}`);
  }
  return lines;
}
