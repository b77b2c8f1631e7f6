import { createEngine, type Engine, Generator, mse, type Tensor } from "@binade/autograd";
import { createCpuBackend } from "@binade/backend-cpu";
import { describe, expect, it, test } from "vitest";
import { scattered, words } from "../../test/engineOnCpu.ts";
import { BatchNorm2d } from "../layers/batchNorm2d.ts";
import { Conv2d } from "../layers/conv2dLayer.ts";
import { Linear } from "../layers/linearLayer.ts";
import { Sequential } from "../layers/sequential.ts";
import { flattenLayer } from "../layers/statelessLayers.ts";
import type { Module } from "../module.ts";
import { Adam } from "../optimizers/adam.ts";
import type { Optimizer } from "../optimizers/optimizer.ts";
import { SGD } from "../optimizers/sgd.ts";
import { type PrecisionName, precisions } from "../precisions.ts";
import { Trainer } from "../trainer.ts";
import { decodeSafetensors, encodeSafetensors } from "./safetensors.ts";

type MakeOptimizer = (model: Module) => Optimizer;
const sgd: MakeOptimizer = (model) => new SGD(model.parameters, { learningRate: 0.05, momentum: 0.9 });
const adam: MakeOptimizer = (model) => new Adam(model.parameters, { learningRate: 0.01 });

/** A model with buffers, on a backend of its own. */
async function freshRun(make: MakeOptimizer, precision: PrecisionName, seed = 1, width = 2) {
  const engine = createEngine(await createCpuBackend());
  const generator = new Generator(seed);
  const model = new Sequential({
    conv: new Conv2d(engine, [1, 2], 3, { generator }),
    norm: new BatchNorm2d(engine, 2),
    flatten: flattenLayer(),
    fc: new Linear(engine, 8, width, { generator }),
  });
  const optimizer = make(model);
  const trainer = new Trainer({ model, optimizer, loss: mse, precision: precisions[precision] });
  return { engine, model, optimizer, trainer };
}

const batch = (engine: Engine, step: number): [Tensor, Tensor] => [
  engine.tensor(scattered(64, 100 * step), [4, 1, 4, 4]),
  engine.tensor(scattered(8, step), [4, 2]),
];

async function train({ engine, trainer }: Awaited<ReturnType<typeof freshRun>>, from: number, to: number) {
  const losses: number[] = [];
  for (let step = from; step < to; step++) losses.push(...(await words(trainer.step(...batch(engine, step)).loss)));
  return losses;
}

const weights = async ({ model }: { model: Module }) =>
  Promise.all([...model.parameters, ...model.buffers].map(({ tensor }) => words(tensor)));

describe("Trainer.save(notes) and load(checkpoint)", () => {
  test.each([
    ["sgd", "f32", sgd],
    ["sgd", "f16", sgd],
    ["adam", "f16", adam],
    ["adam", "bf16", adam],
  ] as const)("%s in %s goes on elsewhere with the same bits", async (_, precision, make) => {
    const whole = await freshRun(make, precision);
    const wholeLosses = await train(whole, 0, 8);

    const first = await freshRun(make, precision);
    const losses = await train(first, 0, 4);
    first.optimizer.learningRate /= 2;
    const saved = await first.trainer.save({ step: "4" });
    first.optimizer.learningRate *= 2;
    await train(first, 4, 5); // what happens after it does not change it

    const second = await freshRun(make, precision, 2);
    expect(second.trainer.load(saved)).toEqual({ step: "4" });
    expect(second.optimizer.learningRate).toBe(first.optimizer.learningRate / 2);
    second.optimizer.learningRate *= 2;
    losses.push(...(await train(second, 4, 8)));
    expect(losses).toEqual(wholeLosses);
    expect(await weights(second)).toEqual(await weights(whole));
  });

  it("names tensors as the model does", async () => {
    const { trainer } = await freshRun(adam, "f16");
    const { tensors } = decodeSafetensors(await trainer.save());
    expect([...tensors.keys()].filter((name) => name.includes("fc.") || !name.includes(".", 10))).toEqual([
      "model.fc.weight",
      "model.fc.bias",
      "optimizer.state",
      "optimizer.fc.weight.firstMoment",
      "optimizer.fc.weight.secondMoment",
      "optimizer.fc.bias.firstMoment",
      "optimizer.fc.bias.secondMoment",
    ]);
  });

  it("refuses what does not fit, and changes nothing then", async () => {
    const saved = await (await freshRun(adam, "f16")).trainer.save();
    const { tensors, metadata } = decodeSafetensors(saved);
    const without = new Map(tensors);
    without.delete("model.fc.bias");
    const scaler = JSON.stringify({ scale: -1, growthTracker: 0 });
    const bad: readonly [Uint8Array, RegExp][] = [
      [saved.subarray(0, 200), /header does not fit/],
      [saved.subarray(0, saved.length - 4), /is not in bytes/],
      [new Uint8Array(4), /header does not fit/],
      [encodeSafetensors({ tensors, metadata: {} }), /expected "binade.checkpoint": "1".*got none/],
      [encodeSafetensors({ tensors: without, metadata }), /expected a tensor "model.fc.bias" of f32 \[2\], got none/],
      [encodeSafetensors({ tensors, metadata: { ...metadata, scaler } }), /scale/],
      [await (await freshRun(sgd, "f16")).trainer.save(), /expected a tensor "optimizer.conv.weight.firstMoment"/],
      [
        await (await freshRun(adam, "f16", 1, 3)).trainer.save(),
        /expected "model.fc.weight" to be .*\[2,8\].*got f32 \[3,8\]/,
      ],
    ];
    const run = await freshRun(adam, "f16", 3);
    const before = await weights(run);
    for (const [bytes, message] of bad) expect(() => run.trainer.load(bytes)).toThrow(message);
    expect(await weights(run)).toEqual(before);
    expect((await run.trainer.scaler.state()).scale).toBe(65536);
    const other = await freshRun(sgd, "f16");
    expect(() => other.trainer.load(saved)).toThrow(/got none|there is no tensor/);
  });
});
