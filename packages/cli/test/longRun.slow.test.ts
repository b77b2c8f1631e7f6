/** A run of many steps on backend-wasm, half a minute. */
import { createEngine, crossEntropy, Generator } from "@binade/autograd";
import { createWasmBackend } from "@binade/backend-wasm";
import { Adam, Linear, precisions, reluLayer, Sequential, Trainer } from "@binade/nn";
import { expect, it } from "vitest";

it("10 000 steps of a tiny model stay within the memory of the first", async () => {
  // The 2 MiB that every memory begins with, and a page more: it could not grow if it wanted to.
  const backend = await createWasmBackend({ threads: 1, memoryLimit: 2 ** 21 + 2 ** 16 });
  const engine = createEngine(backend);
  const generator = new Generator(1);
  const model = new Sequential({
    fc1: new Linear(engine, 4, 8, { generator }),
    relu: reluLayer(),
    fc2: new Linear(engine, 8, 3, { generator }),
  });
  const optimizer = new Adam(model.parameters, { learningRate: 0.01 });
  const trainer = new Trainer({ model, optimizer, loss: crossEntropy, precision: precisions.f16 });
  const [images, labels] = [Float32Array.from({ length: 24 }, (_, i) => Math.sin(i)), Int32Array.of(0, 1, 2, 0, 1, 2)];
  const step = async (): Promise<void> => {
    const scope = engine.scope();
    const { report } = trainer.step(engine.tensor(images, [6, 4]), engine.tensor(labels));
    await report; // what is read of a step is kept until it has been
    scope.end();
  };
  for (let i = 0; i < 10; i++) await step();
  const { liveBuffers, liveBytes, peakBytes } = backend.stats();
  for (let i = 0; i < 10_000; i++) await step();
  expect(backend.stats()).toMatchObject({ liveBuffers, liveBytes, peakBytes });
  await backend.dispose();
});
