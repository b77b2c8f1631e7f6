import { createEngine, type Engine, Generator, mse, mul, type Tensor } from "@binade/autograd";
import { createCpuBackend } from "@binade/backend-cpu";
import { constantScale, presets } from "@binade/loss-scaler";
import { describe, expect, it, test } from "vitest";
import { engineOnCpu, scattered, words } from "../test/engineOnCpu.ts";
import { Linear } from "./layers/linearLayer.ts";
import { Sequential } from "./layers/sequential.ts";
import { tanhLayer } from "./layers/statelessLayers.ts";
import type { Module } from "./module.ts";
import { Adam } from "./optimizers/adam.ts";
import type { Optimizer } from "./optimizers/optimizer.ts";
import { SGD } from "./optimizers/sgd.ts";
import { type Precision, precisions } from "./precisions.ts";
import { Trainer, type TrainerOptions } from "./trainer.ts";

type MakeOptimizer = (model: Module) => Optimizer;

const sgd: MakeOptimizer = (model) => new SGD(model.parameters, { learningRate: 0.05, momentum: 0.9 });
const adam: MakeOptimizer = (model) => new Adam(model.parameters, { learningRate: 0.01 });

/** A small regression: 8 rows of 3 numbers to 2. */
function regression(engine: Engine, precision: Precision, make: MakeOptimizer, rest: Partial<TrainerOptions> = {}) {
  const generator = new Generator(7);
  const model = new Sequential({
    fc1: new Linear(engine, 3, 6, { generator }),
    tanh: tanhLayer(),
    fc2: new Linear(engine, 6, 2, { generator }),
  });
  const optimizer = make(model);
  const trainer = new Trainer({ model, optimizer, loss: mse, precision, ...rest });
  const target = engine.tensor(scattered(16, 40), [8, 2]);
  const inputOf = (k: number): Tensor => engine.tensor(scattered(24, 24 * k), [8, 3]);
  const bad = engine.tensor(scattered(24, 0).fill(Number.POSITIVE_INFINITY, 5, 6), [8, 3]);
  const weights = async (): Promise<number[][]> => Promise.all(model.parameters.map(({ tensor }) => words(tensor)));
  return { model, optimizer, trainer, target, inputOf, bad, weights };
}

/** Loss words and final weights of a run; a step of which `isBad` gets an infinity to see. */
async function run(precision: Precision, make: MakeOptimizer, steps: readonly ("good" | "bad")[]) {
  const engine = createEngine(await createCpuBackend());
  const { trainer, target, inputOf, bad, weights } = regression(engine, precision, make);
  const losses: number[] = [];
  let good = 0;
  for (const step of steps) {
    const { loss } = trainer.step(step === "bad" ? bad : inputOf(good++), target);
    if (step === "good") losses.push(...(await words(loss)));
  }
  return { losses, weights: await weights() };
}

const tenGood = Array.from({ length: 10 }, () => "good" as const);

const scaled = (scale: number): Precision => ({ ...precisions.f32, scaling: { ...presets.safe, initialScale: scale } });

describe("Trainer.step(input, target)", () => {
  test.each<[name: string, precision: Precision]>(Object.entries(precisions))("%s: learns", async (_, precision) => {
    const engine = createEngine(await createCpuBackend());
    const { trainer, target, inputOf } = regression(engine, precision, adam);
    const input = inputOf(0);
    const losses: number[] = [];
    for (let k = 0; k < 60; k++) losses.push(await trainer.step(input, target).loss.item());
    expect(losses.at(-1)).toBeLessThan(losses[0]! / 2);
  });

  test.each([
    ["SGD", sgd],
    ["Adam", adam],
  ])("%s: a scale that is a power of two changes no bit in f32", async (_, make) => {
    const unscaled = await run(precisions.f32, make, tenGood);
    for (const scale of [1, 2, 2 ** 16, 2 ** 40]) expect(await run(scaled(scale), make, tenGood)).toEqual(unscaled);
    const odd = await run({ ...precisions.f32, scaling: constantScale(3) }, make, tenGood);
    expect(odd).not.toEqual(unscaled); // so the comparison can fail
  });

  test.each([
    ["SGD", sgd],
    ["Adam", adam],
  ])("%s: a skipped step writes nothing, so the run goes on as if it had not been", async (_, make) => {
    const clean = await run(scaled(2 ** 16), make, tenGood);
    for (const at of [0, 1, 5]) {
      const steps = [...tenGood.slice(0, at), "bad" as const, "bad" as const, ...tenGood.slice(at)];
      expect(await run(scaled(2 ** 16), make, steps)).toEqual(clean);
    }
  });

  it("gives the same words when it is run again, and others with another seed", async () => {
    const engine = createEngine(await createCpuBackend());
    const first = await run(precisions.f16, adam, tenGood);
    expect(await run(precisions.f16, adam, tenGood)).toEqual(first);
    const other = new Linear(engine, 3, 6, { generator: new Generator(8) });
    expect(await words(other.weight)).not.toEqual(first.weights[0]);
  });

  it("backs off from a scale that overflows f16, then steps", async () => {
    const engine = createEngine(await createCpuBackend());
    const scaling = { ...presets.safe, initialScale: 2 ** 24 };
    const { trainer, target, inputOf, weights } = regression(engine, { ...precisions.f16, scaling }, sgd);
    const before = await weights();
    let skips = 0;
    for (let scale = 2 ** 24; ; scale /= 2, skips++) {
      const report = await trainer.step(inputOf(0), target).report;
      expect(report.scaleBefore).toBe(scale);
      if (report.stepped) break;
      expect(report.nonFinite.length).toBeGreaterThan(0);
      expect(report.scaleAfter).toBe(scale / 2);
      expect(await weights()).toEqual(before);
    }
    expect(skips).toBeGreaterThan(2);
    expect(await weights()).not.toEqual(before);
  });

  it("reads nothing back by itself", async () => {
    const { engine, reads } = await engineOnCpu();
    const { trainer, target, inputOf } = regression(engine, precisions.f16, adam, { maxGradNorm: 1 });
    const steps = Array.from({ length: 20 }, (_, k) => trainer.step(inputOf(k), target));
    expect(reads()).toBe(0);
    await steps[3]?.report;
    expect(reads()).toBe(1);
    await steps[3]?.loss.item();
    expect(reads()).toBe(2);
  });

  it("gives the unscaled loss without history", async () => {
    const engine = createEngine(await createCpuBackend());
    const { trainer, target, inputOf, model } = regression(engine, precisions.f16, sgd);
    const { policy } = precisions.f16;
    const expected = engine.autocast(policy, () => mse(model.forward(inputOf(0), { isTraining: true }), target));
    const { loss } = trainer.step(inputOf(0), target);
    expect(await words(loss)).toEqual(await words(expected));
    expect(loss.requiresGrad).toBe(false);
    expect(loss.dtype).toBe("f32");
  });

  it("shows gradients while they carry the scale, and clips after unscaling", async () => {
    const engine = createEngine(await createCpuBackend());
    const normOf = async (optimizer: Optimizer): Promise<number> => {
      const values = await Promise.all(optimizer.gradients().map(({ gradient }) => gradient.read()));
      return Math.sqrt(values.flatMap((list) => [...list]).reduce((sum, g) => sum + g * g, 0));
    };
    const pending: Promise<number>[] = [];
    const { trainer, target, inputOf, optimizer } = regression(engine, scaled(1024), sgd, {
      maxGradNorm: 0.01,
      onGradients: (current) => pending.push(normOf(current)),
    });
    trainer.step(inputOf(0), target);
    const unscaled = regression(engine, precisions.f32, sgd);
    unscaled.trainer.step(inputOf(0), target);
    expect((await pending[0]!) / (await normOf(unscaled.optimizer))).toBeCloseTo(1024, 3);
    expect(await normOf(optimizer)).toBeCloseTo(0.01, 6);
  });

  it("leaves input and target to their owner, also with a model that gives back its input", async () => {
    const engine = createEngine(await createCpuBackend());
    const weight = new Linear(engine, 1, 1, { generator: new Generator(1) });
    const optimizer = new SGD(weight.parameters, { learningRate: 1 });
    const loss = (output: Tensor): Tensor => mul(output, weight.weight);
    const trainer = new Trainer({ model: new Sequential({}), optimizer, loss, precision: precisions.f32 });
    const input = engine.tensor([1], [1, 1]);
    trainer.step(input, input);
    expect(input.isDisposed).toBe(false);
  });
});

describe("Trainer.scaler", () => {
  it("says what is wrong with calls in the wrong order", async () => {
    const engine = createEngine(await createCpuBackend());
    const { trainer, target, inputOf, optimizer } = regression(engine, precisions.f16, sgd);
    trainer.step(inputOf(0), target);
    const { scaler } = trainer;
    expect(() => scaler.step(optimizer)).toThrow(expect.objectContaining({ code: "ERR_STEP_WITHOUT_SCALE" }));
    expect(() => scaler.update()).toThrow(expect.objectContaining({ code: "ERR_UPDATE_WITHOUT_STEP" }));
    scaler.scale(target);
    scaler.unscale(optimizer);
    expect(() => scaler.unscale(optimizer)).toThrow(expect.objectContaining({ code: "ERR_UNSCALE_TWICE" }));
    scaler.step(optimizer);
    expect(() => scaler.unscale(optimizer)).toThrow(expect.objectContaining({ code: "ERR_UNSCALE_AFTER_STEP" }));
    expect(() => scaler.step(optimizer)).toThrow(expect.objectContaining({ code: "ERR_STEP_TWICE" }));
    scaler.update();
    optimizer.zeroGrad();
    scaler.scale(target);
    expect(() => scaler.step(optimizer)).toThrow(expect.objectContaining({ code: "ERR_NO_GRADIENTS" }));
    trainer.dispose();
    expect(() => scaler.scale(target)).toThrow(expect.objectContaining({ code: "ERR_DISPOSED" }));
  });
});

describe("Trainer.predict(input)", () => {
  it("runs in evaluation and in the precision of the run, without a history", async () => {
    const engine = createEngine(await createCpuBackend());
    const { trainer, inputOf } = regression(engine, precisions.f16, sgd);
    const before = engine.ledger.report().liveTensors;
    const input = inputOf(0);
    const output = trainer.predict(input);
    expect([output.dtype, output.requiresGrad]).toEqual(["f16", false]);
    output.dispose();
    input.dispose();
    expect(engine.ledger.report().liveTensors).toBe(before);
  });
});

describe("what a run leaves on the device", () => {
  test.each<[name: string, precision: Precision]>(Object.entries(precisions))("%s: nothing", async (_, precision) => {
    const engine = createEngine(await createCpuBackend());
    const { trainer, target, inputOf, bad, model, optimizer } = regression(engine, precision, adam, { maxGradNorm: 1 });
    const input = inputOf(0);
    const reports: Promise<unknown>[] = [];
    let live = 0;
    for (let k = 0; k < 6; k++) {
      const { loss, report } = trainer.step(k === 3 ? bad : input, target);
      loss.dispose();
      reports.push(report);
      if (k === 1) live = engine.ledger.report().liveTensors;
    }
    expect(engine.ledger.report().liveTensors).toBe(live); // steps do not add up
    await reports[2];
    for (const owner of [trainer, optimizer, model, target, input, bad]) owner.dispose();
    expect(engine.ledger.report()).toMatchObject({ liveTensors: 0, liveBytes: 0 });
  });
});
