import { copyOf, createEngine, type Engine, Generator, sum } from "@binade/autograd";
import { createCpuBackend } from "@binade/backend-cpu";
import { describe, expect, it, test } from "vitest";
import { scattered, words } from "../../test/engineOnCpu.ts";
import { BatchNorm2d } from "./batchNorm2d.ts";
import { Conv2d } from "./conv2dLayer.ts";
import { Linear } from "./linearLayer.ts";
import { Sequential } from "./sequential.ts";
import {
  avgPool2dLayer,
  dropoutLayer,
  flattenLayer,
  geluLayer,
  geluTanhLayer,
  maxPool2dLayer,
  reluLayer,
  sigmoidLayer,
  siluLayer,
  tanhLayer,
} from "./statelessLayers.ts";

const training = { isTraining: true };
const evaluation = { isTraining: false };

const newEngine = async (): Promise<Engine> => createEngine(await createCpuBackend());

describe("the first weights of a layer", () => {
  test.each<[name: string, fanIn: number, make: (engine: Engine, seed: number) => Linear | Conv2d]>([
    ["Linear", 40, (engine, seed) => new Linear(engine, 40, 30, { generator: new Generator(seed) })],
    ["Conv2d", 36, (engine, seed) => new Conv2d(engine, [4, 8], 3, { generator: new Generator(seed) })],
    ["Conv2d in groups", 18, (e, seed) => new Conv2d(e, [4, 8], 3, { generator: new Generator(seed), groups: 2 })],
  ])("%s: uniform in ±1/√fan_in, by the seed", async (_, fanIn, make) => {
    const engine = await newEngine();
    const [layer, same, other] = [make(engine, 1), make(engine, 1), make(engine, 2)];
    const bound = 1 / Math.sqrt(fanIn);
    for (const tensor of [layer.weight, layer.bias!]) {
      const values = await tensor.read();
      expect(Math.max(...values)).toBeLessThan(bound);
      expect(Math.min(...values)).toBeGreaterThanOrEqual(-Math.fround(bound));
      expect(Math.max(...values) - Math.min(...values)).toBeGreaterThan(bound); // more than half of the range
    }
    expect(layer.weight.size / layer.weight.shape[0]!).toBe(fanIn);
    expect(await words(same.weight)).toEqual(await words(layer.weight));
    expect(await words(same.bias!)).toEqual(await words(layer.bias!));
    expect(await words(other.weight)).not.toEqual(await words(layer.weight));
  });

  it("weight and bias take different streams, the weight first", async () => {
    const engine = await newEngine();
    const generator = new Generator(1);
    const layer = new Linear(engine, 4, 4, { generator });
    expect(generator.state.calls).toBe(2);
    expect((await words(layer.weight)).slice(0, 4)).not.toEqual(await words(layer.bias!));
  });

  it("are those of f32, rounded, in a 16-bit layer", async () => {
    const engine = await newEngine();
    const wide = new Linear(engine, 8, 8, { generator: new Generator(1) });
    const low = new Linear(engine, 8, 8, { generator: new Generator(1), dtype: "f16" });
    expect(low.weight.dtype).toBe("f16");
    expect(low.weight.isLeaf).toBe(true);
    const [expected, got] = [await wide.weight.read(), await low.weight.read()];
    for (const [i, value] of got.entries()) expect(Math.abs(value - expected[i]!)).toBeLessThanOrEqual(2 ** -13);
    wide.dispose();
    low.dispose();
    expect(engine.ledger.report().liveTensors).toBe(0);
  });

  it("are without a bias when none is wanted, and Conv2d refuses channels that do not divide", async () => {
    const engine = await newEngine();
    const generator = new Generator(1);
    expect(new Linear(engine, 4, 4, { generator, bias: false }).parameters.map(({ name }) => name)).toEqual(["weight"]);
    const make = () => new Conv2d(engine, [4, 6], 3, { generator, groups: 3 });
    expect(make).toThrow("Conv2d: 4 input channels do not divide into 3 groups");
  });
});

describe("BatchNorm2d", () => {
  const shape = [4, 3, 2, 2] as const;
  const values = scattered(48, 3, 5);
  const ofChannel = (c: number): number[] => values.filter((_, i) => Math.floor(i / 4) % 3 === c);
  const meanOf = (list: readonly number[]): number => list.reduce((total, x) => total + x, 0) / list.length;
  const squaresOf = (list: readonly number[]): number => list.reduce((total, x) => total + (x - meanOf(list)) ** 2, 0);

  it("normalises by the batch and moves the running statistics by momentum, the variance unbiased", async () => {
    const engine = await newEngine();
    const layer = new BatchNorm2d(engine, 3, { momentum: 0.25, epsilon: 0.5 });
    const y = await layer.forward(engine.tensor(values, shape), training).read();
    for (let c = 0; c < 3; c++) {
      const list = ofChannel(c);
      const variance = squaresOf(list) / list.length;
      expect((await layer.runningMean.read())[c]).toBeCloseTo(0.25 * meanOf(list), 5);
      expect((await layer.runningVariance.read())[c]).toBeCloseTo(0.75 + (0.25 * squaresOf(list)) / 15, 5);
      const expected = (list[0]! - meanOf(list)) / Math.sqrt(variance + 0.5);
      expect(y[c * 4]).toBeCloseTo(expected, 5);
    }
  });

  it("uses the running statistics in evaluation and leaves them alone", async () => {
    const engine = await newEngine();
    const layer = new BatchNorm2d(engine, 3);
    const x = engine.tensor(values, shape);
    for (let k = 0; k < 3; k++) layer.forward(x, training);
    const before = [await words(layer.runningMean), await words(layer.runningVariance)];
    const y = await layer.forward(x, evaluation).read();
    expect([await words(layer.runningMean), await words(layer.runningVariance)]).toEqual(before);
    const [mean, variance] = [await layer.runningMean.read(), await layer.runningVariance.read()];
    for (let i = 0; i < values.length; i++) {
      const c = Math.floor(i / 4) % 3;
      expect(y[i]).toBeCloseTo((values[i]! - mean[c]!) / Math.sqrt(variance[c]! + 1e-5), 4);
    }
  });

  it("keeps f32 statistics of f16 input, gives f16, and leaves nothing behind but its state", async () => {
    const engine = await newEngine();
    const layer = new BatchNorm2d(engine, 3);
    const x = engine.tensor(values, shape, { dtype: "f16" });
    const before = engine.ledger.report().liveTensors;
    const y = layer.forward(x, training);
    expect([y.dtype, layer.runningMean.dtype]).toEqual(["f16", "f32"]);
    sum(y).backward();
    for (const { tensor } of layer.parameters) {
      expect(tensor.grad?.dtype).toBe("f32");
      tensor.grad?.dispose();
      tensor.grad = undefined;
    }
    expect(layer.buffers.every(({ tensor }) => !tensor.requiresGrad)).toBe(true);
    expect(engine.ledger.report().liveTensors).toBeLessThanOrEqual(before + 2); // y and its sum
    layer.dispose();
  });

  it("refuses to train on one value a channel, whose variance is unknown", async () => {
    const engine = await newEngine();
    const layer = new BatchNorm2d(engine, 3);
    const one = engine.tensor([1, 2, 3], [1, 3, 1, 1]);
    expect(() => layer.forward(one, training)).toThrow("training needs more than one value a channel");
    expect(layer.forward(one, evaluation).shape).toEqual([1, 3, 1, 1]);
    expect([...(await layer.runningVariance.read())]).toEqual([1, 1, 1]);
  });
});

describe("Sequential", () => {
  it("prefixes names, in the order of registration", async () => {
    const engine = await newEngine();
    const generator = new Generator(1);
    const inner = new Sequential({
      conv: new Conv2d(engine, [1, 2], 3, { generator }),
      bn: new BatchNorm2d(engine, 2),
    });
    const model = new Sequential({ block: inner, fc: new Linear(engine, 2, 2, { generator }) });
    expect(model.parameters.map(({ name }) => name)).toEqual([
      "block.conv.weight",
      "block.conv.bias",
      "block.bn.weight",
      "block.bn.bias",
      "fc.weight",
      "fc.bias",
    ]);
    expect(model.buffers.map(({ name }) => name)).toEqual(["block.bn.runningMean", "block.bn.runningVariance"]);
    model.dispose();
    expect(engine.ledger.report().liveTensors).toBe(0);
  });

  it("frees what lies between as soon as it is used, and never its input", async () => {
    const engine = await newEngine();
    const layers = Array.from({ length: 20 }, (_, i) => [`relu${i}`, reluLayer()] as const);
    const model = new Sequential(Object.fromEntries(layers));
    const x = engine.tensor(scattered(1000, 0));
    engine.ledger.resetPeak();
    const y = model.forward(x, evaluation);
    expect(engine.ledger.report().liveBytes).toBe(2 * 4000);
    expect(engine.ledger.report().peakBytes).toBeLessThanOrEqual(3 * 4000 + 64); // x, one between, the next
    y.dispose();
    expect(x.isDisposed).toBe(false);
    const passing = new Sequential({ drop: dropoutLayer(0.5, new Generator(1)) });
    expect(passing.forward(x, evaluation)).toBe(x);
  });
});

describe("dropoutLayer(probability, generator)", () => {
  it("drops by the state of the generator, a new pattern at every call", async () => {
    const engine = await newEngine();
    const x = engine.full([1000], 1);
    const patterns = async (seed: number): Promise<number[][]> => {
      const layer = dropoutLayer(0.25, new Generator(seed));
      return [await words(layer.forward(x, training)), await words(layer.forward(x, training))];
    };
    const [first, second] = await patterns(1);
    expect(await patterns(1)).toEqual([first, second]);
    expect(second).not.toEqual(first);
    expect((await patterns(2))[0]).not.toEqual(first);
    const share = first!.filter((word) => word === 0).length / 1000;
    expect(share).toBeGreaterThan(0.2);
    expect(share).toBeLessThan(0.3);
  });

  it("draws nothing in evaluation", async () => {
    const engine = await newEngine();
    const generator = new Generator(1);
    const x = engine.full([10], 1);
    expect(dropoutLayer(0.5, generator).forward(x, evaluation)).toBe(x);
    expect(generator.state.calls).toBe(0);
  });
});

describe("layers without state", () => {
  it("compute what their names say", async () => {
    const engine = await newEngine();
    const x = engine.tensor([-1, 2, 0.5, 4], [1, 1, 2, 2]);
    const outcome = async (layer: ReturnType<typeof reluLayer>): Promise<[number[], readonly number[]]> => {
      const y = layer.forward(x, training);
      return [[...(await copyOf(y).read())], y.shape];
    };
    expect(await outcome(reluLayer())).toEqual([
      [0, 2, 0.5, 4],
      [1, 1, 2, 2],
    ]);
    expect(await outcome(maxPool2dLayer(2))).toEqual([[4], [1, 1, 1, 1]]);
    expect(await outcome(avgPool2dLayer(2))).toEqual([[1.375], [1, 1, 1, 1]]);
    expect(await outcome(flattenLayer())).toEqual([
      [-1, 2, 0.5, 4],
      [1, 4],
    ]);
    expect((await outcome(tanhLayer()))[0][1]).toBeCloseTo(Math.tanh(2), 6);
    expect((await outcome(sigmoidLayer()))[0][0]).toBeCloseTo(1 / (1 + Math.E), 6);
    expect((await outcome(siluLayer()))[0][0]).toBeCloseTo(-1 / (1 + Math.E), 6);
    expect((await outcome(geluLayer()))[0][1]).toBeCloseTo(1.9544997, 6);
    expect((await outcome(geluTanhLayer()))[0][1]).toBeCloseTo(1.9545977, 6);
  });
});
