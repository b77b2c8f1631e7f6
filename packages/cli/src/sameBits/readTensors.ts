import type { Tensor } from "@binade/autograd";
import { type Backend, canonicalizeNaN, type View } from "@binade/backend";
import type { StepRecord } from "../runTraining.ts";
import type { TrainingRun } from "../trainingRun.ts";
import type { MomentObserver } from "./observeMoments.ts";
import type { WatchedTensor } from "./watchedTraining.ts";

/** A run between two steps. */
export interface Moment {
  readonly run: TrainingRun;
  readonly observer: MomentObserver;
  /** Of the step before, if there was one. */
  readonly record: StepRecord | undefined;
}

/**
 * Every tensor that a step leaves, by name, in the order in which it is computed: running statistics, the loss, the
 * gradients from the last layer to the first as the optimizer took them (unscaled), then what the optimizer holds, the
 * weights that it wrote, and the loss scaler.
 */
export async function readTensors({ run, observer, record }: Moment): Promise<Map<string, WatchedTensor>> {
  const { model, optimizer } = run;
  const tensors = new Map<string, WatchedTensor>();
  for (const { name, tensor } of model.buffers) tensors.set(name, await readTensor(tensor));
  if (record !== undefined) tensors.set("loss", word("f32", Number.parseInt(record.lossBits, 16)));
  for (const { slot, gradient } of optimizer.gradients().reverse()) {
    tensors.set(`gradient of ${slot.name}`, await readTensor(gradient));
  }
  tensors.set("optimizer state", await readTensor(optimizer.state));
  for (const { name, master } of optimizer.slots) {
    for (const [i, view] of (observer.moments.get(master.storage.buffer) ?? []).entries()) {
      tensors.set(`moment ${i + 1} of ${name}`, await readView(observer.backend, view));
    }
    tensors.set(name, await readTensor(master));
  }
  const { scale, growthTracker } = await run.trainer.scaler.state();
  tensors.set("loss scale", word("f32", new Uint32Array(Float32Array.of(scale).buffer)[0] as number));
  tensors.set("steps since the loss scale moved", word("i32", growthTracker));
  return tensors;
}

async function readTensor(tensor: Tensor): Promise<WatchedTensor> {
  return { dtype: tensor.dtype, shape: tensor.shape, words: await tensor.readWords() };
}

/** Moments are dense and f32. */
async function readView(backend: Backend, { buffer, offset, shape }: View): Promise<WatchedTensor> {
  const length = shape.reduce((product, size) => product * size, 1);
  const bytes = await backend.read(buffer, 4 * offset, 4 * length);
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, length);
  return { dtype: "f32", shape, words: canonicalizeNaN("f32", words) };
}

function word(dtype: "f32" | "i32", bits: number): WatchedTensor {
  return { dtype, shape: [], words: Uint32Array.of(bits) };
}
