import { copyOf, type Engine, run, type Tensor } from "@binade/autograd";
import type { LossFunction, Module, Optimizer } from "@binade/nn";
import type { Batch } from "./batchSource.ts";

/** Bins of the histogram: bin i holds magnitudes in [2^(i + lowestExponent), 2^(i + lowestExponent + 1)). */
export const lowestExponent = -60;
export const binCount = 90;

/** What one step's gradients looked like beside those that f32 gives for the same weights and batch. */
export interface ProbeResult {
  readonly step: number;
  readonly values: number;
  /** Exact zeros in the gradients of the run. */
  readonly zeros: number;
  /** Exact zeros in f32: no gradient at all, whatever the precision. */
  readonly zerosInF32: number;
  /** Not zero in f32, zero in the run: lost. */
  readonly flushed: number;
  /** Magnitudes of the f32 gradients × the scale of the run: what its low dtype had to hold. */
  readonly histogram: readonly number[];
}

/** Sums over the probes of a run, as shares. */
export interface GradientShares {
  /** Of the gradient values that f32 gives, the share that this precision turned into zero. */
  readonly flushedShare: number;
  /** Of all gradient values, the share that is zero, and the same in f32. */
  readonly zeroShare: number;
  readonly zeroShareInF32: number;
}

export interface ProbeInput {
  readonly engine: Engine;
  readonly model: Module;
  readonly optimizer: Optimizer;
  readonly loss: LossFunction;
  /** The step's batch in f32. */
  readonly batch: () => Batch;
}

/** Capture the still scaled gradients and compute those of f32; the returned function reads and compares them. */
export function probeGradients(step: number, input: ProbeInput): (scale: number) => Promise<ProbeResult> {
  const actual = readGradients(input.optimizer);
  const reference = withoutTrace(input, () => {
    const { engine, model, loss, batch } = input;
    engine.tidy(() => {
      const { images, labels } = batch();
      loss(model.forward(images, { isTraining: true }), labels).backward();
      return undefined;
    });
    return readGradients(input.optimizer);
  });
  // a step that fails never asks for them
  for (const read of [actual, reference]) read.catch(() => undefined);
  return async (scale) => compare(step, await actual, await reference, scale);
}

async function readGradients(optimizer: Optimizer): Promise<Float32Array[]> {
  return Promise.all(optimizer.gradients().map(async ({ gradient }) => (await gradient.read()) as Float32Array));
}

/** Run `body` with gradients of its own, and put gradients and buffers back afterwards. */
function withoutTrace<R>({ engine, model, optimizer }: ProbeInput, body: () => R): R {
  const gradients = optimizer.slots.map(({ parameter }) => parameter.grad);
  for (const { parameter } of optimizer.slots) parameter.grad = undefined;
  const buffers = model.buffers.map(({ tensor }): [Tensor, Tensor] => [tensor, copyOf(tensor)]);
  try {
    return body();
  } finally {
    optimizer.slots.forEach(({ parameter }, i) => {
      parameter.grad?.dispose();
      parameter.grad = gradients[i];
    });
    for (const [tensor, saved] of buffers) {
      run(engine, "copy", [tensor], [saved], {});
      saved.dispose();
    }
  }
}

function compare(
  step: number,
  actual: readonly Float32Array[],
  reference: readonly Float32Array[],
  scale: number,
): ProbeResult {
  const histogram = new Array<number>(binCount).fill(0);
  let [values, zeros, zerosInF32, flushed] = [0, 0, 0, 0];
  const scaled = new Float32Array(1);
  const bits = new Uint32Array(scaled.buffer);
  reference.forEach((expected, p) => {
    const got = actual[p] as Float32Array;
    for (let i = 0; i < expected.length; i++) {
      values++;
      if (got[i] === 0) zeros++;
      if (expected[i] === 0) {
        zerosInF32++;
        continue;
      }
      if (got[i] === 0) flushed++;
      scaled[0] = (expected[i] as number) * scale;
      const exponent = (((bits[0] as number) >>> 23) & 0xff) - 127;
      const bin = Math.min(Math.max(exponent - lowestExponent, 0), binCount - 1);
      histogram[bin] = (histogram[bin] as number) + 1;
    }
  });
  return { step, values, zeros, zerosInF32, flushed, histogram };
}

export function gradientShares(probes: readonly ProbeResult[]): GradientShares {
  const total = (pick: (probe: ProbeResult) => number): number => probes.reduce((sum, probe) => sum + pick(probe), 0);
  const values = total((probe) => probe.values);
  const zerosInF32 = total((probe) => probe.zerosInF32);
  return {
    flushedShare: total((probe) => probe.flushed) / (values - zerosInF32),
    zeroShare: total((probe) => probe.zeros) / values,
    zeroShareInF32: zerosInF32 / values,
  };
}
