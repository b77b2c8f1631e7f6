import { autocastPolicies, copyOf, crossEntropy, type Engine, run, type Tensor } from "@binade/autograd";
import { optimizerStateLayout } from "@binade/backend";
import { presets } from "@binade/loss-scaler";
import { type Module, type Optimizer, type Precision, precisions, Trainer } from "@binade/nn";
import { numbersOf, type TorchTensor } from "./torchTensor.ts";

/** The 8×8 digits and their labels. */
export interface DigitsData {
  readonly images: readonly (readonly number[])[];
  readonly labels: readonly number[];
}

export type RecordedWeights = Readonly<Record<string, TorchTensor>>;

/** The recorded modes that exist here; f64 is what the others are measured against. */
export type TorchMode = "f32" | "bf16" | "f16-unscaled" | "f16-scaled";

/** What one step gave. */
export interface TrainedStep {
  readonly loss: number;
  readonly scale: number;
  readonly skipped: boolean;
  /** Share of exact zeros in the still scaled gradients. */
  readonly zeroGrads: number;
  /** 2-norm of all gradients before clipping, where there is clipping. */
  readonly gradNorm: number;
}

export interface Training {
  readonly model: Module;
  readonly optimizer: Optimizer;
  readonly precision: Precision;
  readonly maxGradNorm?: number;
  /** Shape of one image as the model takes it. */
  readonly imageShape: readonly number[];
  readonly data: DigitsData;
  readonly batches: readonly (readonly number[])[];
}

const largestPixel = 16;

/**
 * How a recorded mode is spelled here: the casts of CPU autocast, on which the recordings ran, and PyTorch's scaler.
 * For the operations of the recorded models the CUDA table says the same.
 */
export function precisionOf(mode: TorchMode, scaling: { initialScale: number; growthInterval: number }): Precision {
  const all: { readonly [M in TorchMode]: Precision } = {
    f32: precisions.f32,
    bf16: { ...precisions.bf16, policy: autocastPolicies.cpu("bf16") },
    "f16-unscaled": { ...precisions["f16-unscaled"], policy: autocastPolicies.cpu("f16") },
    "f16-scaled": { ...precisions.f16, policy: autocastPolicies.cpu("f16"), scaling: { ...presets.torch, ...scaling } },
  };
  return all[mode];
}

/** Take the steps that were recorded, reading everything after each. */
export async function trainSteps(engine: Engine, training: Training): Promise<TrainedStep[]> {
  const { model, optimizer, precision, maxGradNorm, batches } = training;
  let scaledGradients: Tensor[] = [];
  const trainer = new Trainer({
    model,
    optimizer,
    precision,
    loss: (output, target) => crossEntropy(output, target),
    ...(maxGradNorm === undefined ? {} : { maxGradNorm }),
    onGradients: () => {
      scaledGradients = optimizer.gradients().map(({ gradient }) => copyOf(gradient));
    },
  });
  const steps: TrainedStep[] = [];
  for (const batch of batches) {
    const scope = engine.scope();
    const { loss, report } = trainer.step(...batchOf(engine, training, batch));
    const { stepped, scaleBefore } = await report;
    const state = new Float32Array(((await optimizer.state.read()) as Int32Array).buffer);
    steps.push({
      loss: await loss.item(),
      scale: scaleBefore,
      skipped: !stepped,
      zeroGrads: await zeroShare(scaledGradients),
      gradNorm: state[optimizerStateLayout.norm]!,
    });
    scope.end();
  }
  trainer.dispose();
  return steps;
}

/** Images and labels of the given indices, as the model and the loss take them. */
export function batchOf(engine: Engine, training: Training, indices: readonly number[]): [Tensor, Tensor] {
  const labels = Int32Array.from(indices, (index) => training.data.labels[index]!);
  return [imagesOf(engine, training, indices), engine.tensor(labels)];
}

/** Share of the test images that the model names right, in evaluation and f32. */
export async function accuracy(engine: Engine, training: Training, test: readonly number[]): Promise<number> {
  const scope = engine.scope();
  const images = imagesOf(engine, training, test);
  const logits = engine.noGrad(() => training.model.forward(images, { isTraining: false }));
  const [values, classes] = [await logits.read(), logits.shape[1]!];
  scope.end();
  const isRight = (index: number, i: number): boolean => {
    const row = values.subarray(i * classes, (i + 1) * classes);
    return row.indexOf(Math.max(...row)) === training.data.labels[index];
  };
  return test.filter(isRight).length / test.length;
}

/** Overwrite parameters and statistics with recorded ones of the same name. */
export function loadRecorded(engine: Engine, model: Module, recorded: RecordedWeights): void {
  for (const { name, tensor } of [...model.parameters, ...model.buffers]) {
    const theirName = name.replace("runningMean", "running_mean").replace("runningVariance", "running_var");
    const theirs = recorded[theirName];
    if (theirs?.shape.join() !== tensor.shape.join()) {
      throw new RangeError(`${theirName}: expected a recorded tensor of shape [${tensor.shape}], got ${theirs?.shape}`);
    }
    const values = engine.tensor(numbersOf(theirs), theirs.shape);
    run(engine, "copy", [tensor], [values], {});
    values.dispose();
  }
}

function imagesOf(engine: Engine, { data, imageShape }: Training, indices: readonly number[]): Tensor {
  const values = indices.flatMap((index) => data.images[index]!.map((pixel) => pixel / largestPixel));
  return engine.tensor(values, [indices.length, ...imageShape]);
}

async function zeroShare(tensors: readonly Tensor[]): Promise<number> {
  let [zeros, count] = [0, 0];
  for (const tensor of tensors) {
    const values = await tensor.read();
    count += values.length;
    for (const value of values) if (value === 0) zeros++;
  }
  return zeros / count;
}
