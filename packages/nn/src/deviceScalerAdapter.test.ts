import {
  constantScale,
  GradScaler,
  initialLossScaleState,
  type LossScaleOptions,
  nextLossScale,
  presets,
  type StepReport,
} from "@binade/loss-scaler";
import { describe, expect, it, test } from "vitest";
import { engineOnCpu, parameter, setGradient, words, wordsOf } from "../test/engineOnCpu.ts";
import { createDeviceScalerAdapter } from "./deviceScalerAdapter.ts";
import { Adam } from "./optimizers/adam.ts";
import { SGD } from "./optimizers/sgd.ts";

const inf = Number.POSITIVE_INFINITY;

async function setUp(options: LossScaleOptions = presets.safe) {
  const { engine, reads } = await engineOnCpu();
  const weight = parameter(engine, "weight", [1]);
  const optimizer = new SGD([weight], { learningRate: 0, momentum: 0.5 });
  const scaler = new GradScaler(createDeviceScalerAdapter(engine), options);
  const one = engine.tensor([1]);
  /** One iteration in which the scaled gradient is this. */
  const iterate = (gradient: number): Promise<StepReport> => {
    optimizer.zeroGrad();
    scaler.scale(one).dispose();
    setGradient(weight.tensor, [gradient]);
    const report = scaler.step(optimizer);
    scaler.update();
    return report;
  };
  return { engine, reads, weight, optimizer, scaler, one, iterate };
}

/** A pattern of bad steps, one in `period`, at places that look random. */
const isBad = (k: number, period: number): boolean => ((k * 2654435761) % 4294967296) / 4294967296 < 1 / period;

describe("the scale on the device against nextLossScale(state, found, options), bit for bit", () => {
  // biome-ignore format: columns
  test.each<[name: string, options: LossScaleOptions, steps: number, period: number]>([
    ["safe",                    { ...presets.safe, growthInterval: 3 },                       300, 4],
    ["torch",                   { ...presets.torch, growthInterval: 3 },                      300, 4],
    ["safe, up to the cap",     { ...presets.safe, growthInterval: 1 },                       130, 1e9],
    ["torch, up to the cap",    { ...presets.torch, growthInterval: 1 },                      130, 1e9],
    ["safe, down to the floor", presets.safe,                                                  20, 1],
    ["torch, down to 0",        presets.torch,                                                170, 1],
    ["other factors",           { ...presets.safe, growthFactor: 1.5, backoffFactor: 0.3125, growthInterval: 2 }, 200, 5],
    ["constant",                constantScale(128),                                            20, 3],
  ])("%s", async (_, options, steps, period) => {
    const { iterate, scaler } = await setUp(options);
    let expected = initialLossScaleState(options);
    expect(await scaler.state()).toEqual(expected);
    for (let k = 0; k < steps; k++) {
      const bad = isBad(k, period);
      const report = await iterate(bad ? inf : 0);
      const before = expected;
      expected = nextLossScale(before, bad, options);
      expect(await scaler.state()).toEqual(expected);
      expect(report).toMatchObject({
        stepped: !bad,
        scaleBefore: before.scale,
        scaleAfter: expected.scale,
        growthTracker: expected.growthTracker,
      });
    }
  });

  it("refuses factors that f32 does not have", async () => {
    const growing = await setUp({ ...presets.safe, growthFactor: 1.1 });
    expect(() => growing.iterate(0)).toThrow("growthFactor must be exact in f32 on a device, got 1.1; the nearest is");
    const backing = await setUp({ ...presets.safe, backoffFactor: 0.9 });
    expect(() => backing.iterate(0)).toThrow("backoffFactor must be exact in f32 on a device, got 0.9");
  });

  it("continues from a saved state", async () => {
    const { iterate, scaler } = await setUp();
    scaler.loadState({ scale: 0.75 * 2 ** 20, growthTracker: 1999 });
    expect(await iterate(0)).toMatchObject({
      scaleBefore: 0.75 * 2 ** 20,
      scaleAfter: 1.5 * 2 ** 20,
      growthTracker: 0,
    });
  });
});

describe("scaling on the device", () => {
  it("multiplies the loss by the scale and the gradients by its reciprocal, each rounded once", async () => {
    const { engine, scaler, optimizer, weight } = await setUp({ ...presets.safe, initialScale: 3 });
    const loss = scaler.scale(engine.tensor([0.1]));
    expect(await words(loss)).toEqual(wordsOf([Math.fround(Math.fround(0.1) * 3)]));
    setGradient(weight.tensor, [0.7]);
    scaler.unscale(optimizer);
    const inverse = Math.fround(1 / 3);
    expect(await words(weight.tensor.grad!)).toEqual(wordsOf([Math.fround(Math.fround(0.7) * inverse)]));
  });

  it("names each gradient that is not finite, by kind", async () => {
    const { engine } = await engineOnCpu();
    const parameters = ["none", "fine", "inf", "nan", "both"].map((name) => parameter(engine, name, [1, 1]));
    const optimizer = new Adam(parameters, { learningRate: 1 });
    const scaler = new GradScaler(createDeviceScalerAdapter(engine), presets.safe);
    scaler.scale(engine.tensor([1]));
    const gradients = [
      [1, 1],
      [1, -inf],
      [Number.NaN, 1],
      [Number.NaN, inf],
    ];
    for (const [i, gradient] of gradients.entries()) setGradient(parameters[i + 1]!.tensor, gradient);
    const report = scaler.step(optimizer);
    scaler.update();
    expect(await report).toMatchObject({
      stepped: false,
      reason: "skipped: 3 of 4 gradients are not finite (inf: inf, nan: nan, both: inf and nan)",
      gradientCount: 4,
    });
  });

  it("looks again after unscaling in safe, not in torch", async () => {
    for (const [preset, stepped] of [
      ["safe", false],
      ["torch", true],
    ] as const) {
      const { iterate, scaler } = await setUp({ ...presets[preset], minScale: 0 });
      scaler.loadState({ scale: 2 ** -10, growthTracker: 0 });
      expect((await iterate(3e38)).stepped).toBe(stepped); // 3e38 · 2^10 overflows
    }
  });

  it("keeps two optimizers apart but for the scale", async () => {
    const { engine } = await engineOnCpu();
    const [good, bad] = [parameter(engine, "good", [1]), parameter(engine, "bad", [1])];
    const optimizers = [good, bad].map((one) => new SGD([one], { learningRate: 0.5 }));
    const scaler = new GradScaler(createDeviceScalerAdapter(engine), { ...presets.safe, initialScale: 4 });
    for (const [gradient, scaleAfter] of [
      [inf, 2],
      [2, 2],
    ] as const) {
      scaler.scale(engine.tensor([1]));
      setGradient(good.tensor, [1]);
      setGradient(bad.tensor, [gradient]);
      const reports = optimizers.map((optimizer) => scaler.step(optimizer));
      scaler.update();
      const [first, second] = await Promise.all(reports);
      expect(first).toMatchObject({ stepped: true, scaleAfter });
      expect(second).toMatchObject({ stepped: gradient !== inf, scaleAfter });
    }
    expect(await good.tensor.item()).toBe(1 - 0.5 * (1 / 4) - 0.5 * (1 / 2));
    expect(await bad.tensor.item()).toBe(1 - 0.5 * (2 / 2));
  });
});

describe("reports of steps", () => {
  it("are read when they are awaited, one read each, and never before", async () => {
    const { iterate, reads } = await setUp();
    const reports = [iterate(1), iterate(inf), iterate(1)];
    expect(reads()).toBe(0);
    expect(await reports[1]).toMatchObject({ stepped: false, scaleBefore: 65536, scaleAfter: 32768 });
    expect(reads()).toBe(1);
    await reports[1];
    expect(reads()).toBe(1);
    expect(await reports[0]).toMatchObject({ stepped: true, scaleBefore: 65536 });
    expect(await reports[2]).toMatchObject({ stepped: true, scaleBefore: 32768 });
  });

  it("of a long run are all there at its end, in any order, with little on the device and few reads", async () => {
    const { engine, iterate, reads } = await setUp({ ...presets.safe, growthInterval: 2 });
    const steps = 2000;
    await iterate(0);
    const { liveBytes } = engine.ledger.report();
    const reports: Promise<StepReport>[] = [];
    for (let k = 0; k < steps; k++) {
      reports.push(iterate(isBad(k, 3) ? inf : 0));
      if (k % 100 === 99) await new Promise((resolve) => setImmediate(resolve)); // a loop that lets go now and then
      expect(engine.ledger.report().liveBytes).toBeLessThanOrEqual(liveBytes + 4096);
    }
    expect(reads()).toBeLessThan(steps / 100);

    let state = nextLossScale(initialLossScaleState(presets.safe), false, { ...presets.safe, growthInterval: 2 });
    const expected = reports.map((_, k) => {
      const before = state.scale;
      state = nextLossScale(state, isBad(k, 3), { ...presets.safe, growthInterval: 2 });
      return { stepped: !isBad(k, 3), scaleBefore: before, scaleAfter: state.scale };
    });
    for (let k = steps - 1; k >= 0; k--) expect(await reports[k]).toMatchObject(expected[k]!);
  });

  it("that are awaited at every step never fill the device", async () => {
    const { engine, iterate, reads } = await setUp();
    await iterate(0);
    const { peakBytes } = engine.ledger.report();
    for (let k = 0; k < 500; k++) await iterate(0);
    expect(engine.ledger.report().peakBytes).toBe(peakBytes);
    expect(reads()).toBe(501);
  });

  it("are lost with the scaler, which leaves nothing on the device", async () => {
    const { engine, weight, optimizer, scaler, one, iterate } = await setUp();
    const [read, unread] = [iterate(1), iterate(1)];
    await read;
    scaler.dispose();
    optimizer.dispose();
    one.dispose();
    weight.tensor.dispose();
    expect(engine.ledger.report().liveTensors).toBe(0);
    expect((await read).stepped).toBe(true);
    await expect(unread).rejects.toThrow("the scaler was disposed before its report was read; await it earlier");
  });
});
