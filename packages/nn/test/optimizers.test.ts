import { describe, expect, it, test } from "vitest";
import { Adam, AdamW, type Optimizer, type Parameter, SGD } from "../src/index.ts";
import { engineOnCpu, parameter, scattered, setGradient, stateOf, words, wordsOf } from "./engineOnCpu.ts";
import { adamOracle, type OracleOptions, type OracleStep, sgdOracle } from "./optimizerOracle.ts";

type Make = (parameters: readonly Parameter[], options: OracleOptions) => Optimizer;

const sgd: Make = (parameters, options) => new SGD(parameters, options);
const adam: Make = (parameters, options) => new Adam(parameters, options);
const adamW: Make = (parameters, options) => new AdamW(parameters, options);

const coupled = (options: OracleOptions): OracleStep => adamOracle(options, false);
const decoupled = (options: OracleOptions): OracleStep => adamOracle(options, true);

const size = 5;
const stepIndex = 1; // of the count of applied steps in the state

describe("Optimizer.step() against the formulas on plain numbers, bit for bit", () => {
  // biome-ignore format: columns
  test.each<[name: string, make: Make, oracle: (options: OracleOptions) => OracleStep, options: OracleOptions]>([
    ["SGD",                     sgd,   sgdOracle, { learningRate: 0.1 }],
    ["SGD, weight decay",       sgd,   sgdOracle, { learningRate: 0.1, weightDecay: 0.01 }],
    ["SGD, dampening alone",    sgd,   sgdOracle, { learningRate: 0.1, dampening: 0.5 }],
    ["SGD, momentum",           sgd,   sgdOracle, { learningRate: 0.1, momentum: 0.9 }],
    ["SGD, dampening",          sgd,   sgdOracle, { learningRate: 0.1, momentum: 0.9, dampening: 0.3, weightDecay: 0.1 }],
    ["SGD, Nesterov",           sgd,   sgdOracle, { learningRate: 0.1, momentum: 0.9, nesterov: true }],
    ["Adam",                    adam,  coupled,   { learningRate: 1e-3 }],
    ["Adam, all options",       adam,  coupled,   { learningRate: 3e-3, beta1: 0.8, beta2: 0.95, epsilon: 1e-4, weightDecay: 0.1 }],
    ["AdamW, default decay",    adamW, decoupled, { learningRate: 1e-3 }],
    ["AdamW, all options",      adamW, decoupled, { learningRate: 3e-3, beta1: 0.8, beta2: 0.95, epsilon: 1e-4, weightDecay: 0.1 }],
  ])("%s", async (_, make, oracle, options) => {
    const { engine } = await engineOnCpu();
    const parameters = [parameter(engine, "a", scattered(size, 0)), parameter(engine, "b", scattered(size, 9, 1e-3))];
    const optimizer = make(parameters, options);
    const expected = await Promise.all(parameters.map(async ({ tensor }) => [...(await tensor.read())]));
    const oracles = expected.map((weights) => weights.map(() => oracle(options)));

    for (let step = 1; step <= 12; step++) {
      for (const [p, { tensor }] of parameters.entries()) {
        const gradient = scattered(size, step * 31 + p, step === 4 ? 1e-30 : 10);
        setGradient(tensor, gradient);
        expected[p] = expected[p]!.map((weight, i) => oracles[p]![i]!(weight, gradient[i]!, step));
      }
      optimizer.step();
      for (const [p, { tensor }] of parameters.entries()) expect(await words(tensor)).toEqual(wordsOf(expected[p]!));
    }
    expect((await stateOf(optimizer))[stepIndex]).toBe(12);
  });

  it("takes the learning rate anew at every step", async () => {
    const { engine } = await engineOnCpu();
    const { tensor, name } = parameter(engine, "w", [1]);
    const optimizer = new SGD([{ name, tensor }], { learningRate: 0.5 });
    setGradient(tensor, [1]);
    optimizer.learningRate = 0.25;
    optimizer.step();
    expect(await tensor.item()).toBe(0.75);
  });
});

describe("Optimizer.step() with a parameter that has no gradient", () => {
  test.each<[name: string, make: Make, oracle: () => OracleStep]>([
    [
      "SGD with momentum: its first step is the first with a gradient",
      (p) => new SGD(p, { learningRate: 0.1, momentum: 0.9, dampening: 0.5 }),
      () => sgdOracle({ learningRate: 0.1, momentum: 0.9, dampening: 0.5 }),
    ],
    [
      "Adam: its moments stay, the step count is the optimizer's",
      (p) => new Adam(p, { learningRate: 0.1 }),
      () => adamOracle({ learningRate: 0.1 }, false),
    ],
  ])("%s", async (_, make, makeOracle) => {
    const { engine } = await engineOnCpu();
    const [present, sometimes] = [parameter(engine, "present", [1]), parameter(engine, "sometimes", [2])];
    const optimizer = make([present, sometimes], { learningRate: 0 });
    const oracle = makeOracle();
    let weight = 2;
    for (const [index, gradient] of [undefined, 0.3, undefined, -0.7, 0.2].entries()) {
      optimizer.zeroGrad();
      setGradient(present.tensor, [1]);
      if (gradient !== undefined) {
        setGradient(sometimes.tensor, [gradient]);
        weight = oracle(weight, Math.fround(gradient), index + 1);
      }
      optimizer.step();
      expect(await words(sometimes.tensor)).toEqual(wordsOf([weight]));
    }
  });
});

describe("new Optimizer(parameters, options) refuses", () => {
  test.each<[what: string, options: OracleOptions, make: Make, message: RegExp]>([
    ["a negative learning rate", { learningRate: -1 }, sgd, /learningRate must be a finite number ≥ 0, got -1/],
    ["an infinite learning rate", { learningRate: Number.POSITIVE_INFINITY }, sgd, /got Infinity/],
    ["a negative momentum", { learningRate: 1, momentum: -0.1 }, sgd, /momentum and weightDecay must be ≥ 0/],
    ["Nesterov without momentum", { learningRate: 1, nesterov: true }, sgd, /nesterov needs momentum > 0/],
    ["a NaN epsilon", { learningRate: 1, epsilon: Number.NaN }, adam, /epsilon and weightDecay must be ≥ 0/],
    ["a β of 1", { learningRate: 1, beta1: 1 }, adam, /beta must lie in \[0, 1\), got 1/],
    ["a β too close to 1", { learningRate: 1, beta2: 1 - 1e-9 }, adam, /more than 2097152 bias corrections/],
  ])("%s, and leaves nothing on the device", async (_, options, make, message) => {
    const { engine } = await engineOnCpu();
    const weight = engine.tensor([1], [1], { dtype: "f16", requiresGrad: true });
    const before = engine.ledger.report().liveTensors;
    expect(() => make([{ name: "w", tensor: weight }], options)).toThrow(message);
    expect(engine.ledger.report().liveTensors).toBe(before);
  });

  it("no parameter, a tensor that is not a leaf, and one listed twice", async () => {
    const { engine } = await engineOnCpu();
    const leaf = parameter(engine, "w", [1]);
    const other = { name: "x", tensor: engine.tensor([1]) };
    expect(() => new SGD([], { learningRate: 1 })).toThrow("expected at least one parameter");
    expect(() => new SGD([other], { learningRate: 1 })).toThrow('"x" is not a leaf');
    const twice = { name: "tied", tensor: leaf.tensor };
    expect(() => new SGD([leaf, twice], { learningRate: 1 })).toThrow('"tied" is a tensor that is listed already');
  });
});
