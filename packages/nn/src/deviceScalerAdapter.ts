import { type Engine, mul, run, Tensor } from "@binade/autograd";
import { optimizerStateLayout, parameterFlags, scalerStateLayout } from "@binade/backend";
import type { NonFiniteKind, ScalerAdapter, ScalerSnapshot } from "@binade/loss-scaler";
import type { Optimizer } from "./optimizers/optimizer.ts";
import { SnapshotLog } from "./snapshotLog.ts";

const kinds: Readonly<Record<number, NonFiniteKind>> = {
  [parameterFlags.inf]: "inf",
  [parameterFlags.nan]: "nan",
  [parameterFlags.inf + parameterFlags.nan]: "inf and nan",
};

/**
 * A scaler's adapter whose state lives on the device: scaling, checking, stepping and the update of the scale are
 * kernels, and nothing is read back until a report is awaited. Factors must be exact in f32 (N12).
 *
 * Snapshots of unread reports take 4 KiB on the device; when these are full, they move to the host in one read that
 * nobody waits for, so a long run whose reports nobody awaits neither grows on the device nor loses one.
 *
 * @example
 * import { createEngine, mul, sum } from "@binade/autograd";
 * import { createCpuBackend } from "@binade/backend-cpu";
 * import { GradScaler, presets } from "@binade/loss-scaler";
 * import { createDeviceScalerAdapter, SGD } from "@binade/nn";
 *
 * const engine = createEngine(await createCpuBackend());
 * const weight = engine.tensor([1], [1], { requiresGrad: true });
 * const optimizer = new SGD([{ name: "weight", tensor: weight }], { learningRate: 0.25 });
 * const scaler = new GradScaler(createDeviceScalerAdapter(engine), presets.torch);
 *
 * scaler.scale(sum(mul(weight, Number.POSITIVE_INFINITY))).backward();
 * const report = scaler.step(optimizer);
 * scaler.update();
 * (await report).reason; // "skipped: 1 of 1 gradients are not finite (weight: inf)"
 * await scaler.state(); // { scale: 32768, growthTracker: 0 }
 */
export function createDeviceScalerAdapter(engine: Engine): ScalerAdapter<Tensor, Optimizer> {
  const state = engine.release(engine.zeros([scalerStateLayout.wordCount], { dtype: "i32", role: "optimizerState" }));
  const scale = engine.release(
    new Tensor(engine, state.storage.retain(), {
      dtype: "f32",
      shape: [],
      strides: [],
      offset: scalerStateLayout.scale,
    }),
  );
  const log = new SnapshotLog(engine);

  return {
    scaleLoss: (loss) => mul(loss, scale),
    gradientCount: (optimizer) => optimizer.gradients().length,
    unscale(optimizer, { recheck }): void {
      const entries = optimizer.gradients();
      const outputs = [optimizer.state, ...entries.map(({ gradient }) => gradient)];
      const parameters = entries.map(({ slot }) => slot.index);
      run(engine, "unscaleAndCheck", outputs, [state], { parameters, recheck });
    },
    step: (optimizer) => optimizer.step(),
    update(optimizers, options): void {
      requireExact("growthFactor", options.growthFactor);
      requireExact("backoffFactor", options.backoffFactor);
      run(engine, "updateScale", [state, ...optimizers.map((optimizer) => optimizer.state)], [], options);
    },
    snapshot(optimizer): () => Promise<ScalerSnapshot> {
      const read = log.capture([state, optimizer.state]);
      const gradientCount = optimizer.gradients().length;
      return async () => {
        const words = await read();
        const optimizerWords = words.subarray(scalerStateLayout.wordCount);
        return { ...decodeState(words), nonFinite: nonFinite(optimizer, optimizerWords), gradientCount };
      };
    },
    readState: async () => decodeState((await state.read()) as Int32Array),
    writeState(next): void {
      const words = new Int32Array(scalerStateLayout.wordCount);
      new Float32Array(words.buffer)[scalerStateLayout.scale] = next.scale;
      words[scalerStateLayout.growthTracker] = next.growthTracker;
      engine.backend.write(state.storage.buffer, new Uint8Array(words.buffer));
    },
    dispose(): void {
      log.dispose();
      scale.dispose();
      state.dispose();
    },
  };
}

function decodeState(words: Int32Array): { scale: number; growthTracker: number } {
  const scale = new Float32Array(words.buffer, words.byteOffset, words.length)[scalerStateLayout.scale] as number;
  return { scale, growthTracker: words[scalerStateLayout.growthTracker] as number };
}

function nonFinite(optimizer: Optimizer, words: Int32Array): ScalerSnapshot["nonFinite"] {
  const mask = parameterFlags.inf + parameterFlags.nan;
  return optimizer.slots.flatMap(({ name, index }) => {
    const kind = kinds[(words[optimizerStateLayout.flags + index] as number) & mask];
    return kind === undefined ? [] : [{ name, kind }];
  });
}

function requireExact(name: string, factor: number): void {
  if (Math.fround(factor) === factor) return;
  const message = `loss scaler: ${name} must be exact in f32 on a device, got ${factor}; the nearest is ${Math.fround(factor)}`;
  throw new RangeError(message);
}
