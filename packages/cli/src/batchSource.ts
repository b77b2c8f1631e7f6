import { cast, div, type Engine, Generator, type Tensor } from "@binade/autograd";
import type { FloatDtype } from "@binade/backend";
import { shuffledIndices } from "@binade/nn";
import type { LabelledImages } from "./mnist.ts";

export interface Batch {
  /** `[n, 1, 28, 28]` in [0, 1]. */
  readonly images: Tensor;
  /** i32 `[n]`. */
  readonly labels: Tensor;
}

const pixels = 28 * 28;

/**
 * Examples `indices` as tensors of the current scope. Pixels are divided by 255 in f32 on the device and then rounded to
 * `dtype`: a run whose first product would cast its input need not hold the f32 batch too.
 */
export function makeBatch(
  engine: Engine,
  { images, labels }: LabelledImages,
  indices: ArrayLike<number>,
  dtype: FloatDtype = "f32",
): Batch {
  const bytes = new Uint8Array(indices.length * pixels);
  const classes = new Int32Array(indices.length);
  for (let i = 0; i < indices.length; i++) {
    const at = indices[i] as number;
    bytes.set(images.values.subarray(at * pixels, (at + 1) * pixels), i * pixels);
    classes[i] = labels.values[at] as number;
  }
  const scaled = engine.tidy(() =>
    cast(div(cast(engine.tensor(bytes, [indices.length, 1, 28, 28]), "f32"), 255), dtype),
  );
  scaled.storage.role = "data";
  return { images: scaled, labels: engine.tensor(classes) };
}

/** Batches without end: every epoch in a new random order, what is left at an epoch's end is dropped. */
export async function* batchIndices(
  engine: Engine,
  count: number,
  batch: number,
  seed: number,
): AsyncGenerator<Uint32Array> {
  const generator = new Generator(seed, orderStreams);
  for (;;) {
    const order = await shuffledIndices(engine, count, generator);
    for (let start = 0; start + batch <= count; start += batch) yield order.subarray(start, start + batch);
  }
}

/** The orders use streams from here on; the model's initialisation and dropout use those before. */
const orderStreams = 1_000_000;
