import { describe, expect, it } from "vitest";
import { GradScaler, initialLossScaleState, type LossScaleOptions, nextLossScale, presets } from "../src/index.ts";
import { countingAdapter, type Sgd, sgd } from "./countingAdapter.ts";

const { SEED = "20180" } = process.env;
const seed = Number(SEED);

/** Uniform 32-bit integers (xorshift32), the same in every engine. */
function randomWords(start: number): () => number {
  let word = start | 0 || 1;
  return () => {
    word ^= word << 13;
    word ^= word >>> 17;
    word ^= word << 5;
    return word >>> 0;
  };
}

const pick = <T>(random: () => number, from: readonly T[]): T => from[random() % from.length]!;
const factors = { growth: [1.001, 1.5, 2, 4, 1e30], backoff: [0.125, 0.5, 0.7, 0.999, 1e-30], interval: [1, 2, 7] };

function randomOptions(random: () => number, preset: LossScaleOptions): LossScaleOptions {
  return {
    ...preset,
    growthFactor: pick(random, factors.growth),
    backoffFactor: pick(random, factors.backoff),
    growthInterval: pick(random, factors.interval),
  };
}

describe(`properties, seed ${seed}`, () => {
  it("safe: in 5000 random runs the scale stays a binary32 value from 1 to 2^126 with a normal reciprocal", () => {
    const random = randomWords(seed);
    for (let run = 0; run < 5000; run += 1) {
      const options = randomOptions(random, presets.safe);
      const badShare = random() % 101;
      let state = initialLossScaleState(options);
      for (let step = 0; step < 200; step += 1) {
        state = nextLossScale(state, random() % 100 < badShare, options);
        const isSafe = state.scale >= 1 && state.scale <= 2 ** 126 && Math.fround(state.scale) === state.scale;
        if (!isSafe) expect.fail(`run ${run}, step ${step}: scale ${state.scale} with ${JSON.stringify(options)}`);
      }
    }
  });

  it("torch: 2000 random transitions equal an oracle in rational arithmetic", () => {
    const random = randomWords(seed + 1);
    for (let run = 0; run < 2000; run += 1) {
      const options = { ...randomOptions(random, presets.torch), growthInterval: 1 };
      const scale = new Float32Array(Uint32Array.of(random() % 0x7f80_0000).buffer)[0]!;
      const isBad = random() % 2 === 0;
      const factor = isBad ? options.backoffFactor : options.growthFactor;
      const product = roundTo(exact(roundTo(multiply(exact(scale), exact(factor)), 53, -1074)), 24, -149);
      const expected = product < 2 ** 128 ? product : scale;
      const { scale: got } = nextLossScale({ scale, growthTracker: 0 }, isBad, options);
      if (got !== expected) expect.fail(`${scale} × ${factor}: expected ${expected}, got ${got}`);
    }
  });

  it("the state at any step, as JSON into a new scaler, goes on as the uninterrupted run", async () => {
    const random = randomWords(seed + 2);
    const events = Array.from({ length: 120 }, () => random() % 3 !== 0);
    for (const preset of [presets.safe, presets.torch]) {
      const options = { ...preset, growthInterval: 3 };
      const whole = new GradScaler(countingAdapter().adapter, options);
      const states = [await whole.state()];
      for (const isGood of events) states.push(await after(whole, isGood));

      for (const cut of [0, 1, 2, 3, 50, 119]) {
        const resumed = new GradScaler(countingAdapter().adapter, options);
        resumed.loadState(JSON.parse(JSON.stringify(states[cut])));
        for (let k = cut; k < events.length; k += 1) expect(await after(resumed, events[k]!)).toEqual(states[k + 1]);
      }
    }
  });

  it("a scale that is a power of two changes no bit of the training, where nothing under- or overflows", async () => {
    const reference = await train(1);
    for (let exponent = -20; exponent <= 60; exponent += 1) expect(await train(2 ** exponent)).toEqual(reference);
  });

  it("the order of the optimizers does not change the state", async () => {
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 2, 0],
    ]) {
      const scaler = new GradScaler(countingAdapter().adapter);
      const optimizers = [1, Infinity, 2].map((value, i) => ({
        ...sgd(`o${i}`, [1]),
        gradients: [Float32Array.of(value)],
      }));
      scaler.scale(1);
      for (const i of order) scaler.step(optimizers[i]!);
      scaler.update();
      expect(await scaler.state()).toEqual({ scale: 32768, growthTracker: 0 });
    }
  });
});

async function after(scaler: GradScaler<number, Sgd>, isGood: boolean) {
  const optimizer = sgd("fc", [1]);
  scaler.scale(1);
  optimizer.gradients = [Float32Array.of(isGood ? 1 : Infinity)];
  scaler.step(optimizer);
  scaler.update();
  return scaler.state();
}

/** 50 steps down a quadratic in three weights, gradients in binary32; the bits of every weight after every step. */
async function train(initialScale: number): Promise<string[]> {
  const options = { ...presets.safe, initialScale, minScale: 2 ** -30, growthInterval: 4 };
  const scaler = new GradScaler(countingAdapter().adapter, options);
  const optimizer = sgd("fc", [0.3, -1.7, 2.9]);
  const targets = [1, 2, 3];
  const trace: string[] = [];
  for (let step = 0; step < 50; step += 1) {
    const upstream = scaler.scale(1);
    const errors = optimizer.weights.map((weight, i) => weight - targets[i]!);
    optimizer.gradients = [errors.map((error) => Math.fround(upstream * error) * 0.75)];
    scaler.step(optimizer);
    scaler.update();
    trace.push(new Uint32Array(optimizer.weights.slice().buffer).join(" "));
  }
  return trace;
}

/** A non-negative number as `significand · 2^exponent`. */
type Exact = readonly [significand: bigint, exponent: number];

function exact(x: number): Exact {
  const word = new BigUint64Array(Float64Array.of(x).buffer)[0]!;
  const biasedExponent = Number(word >> 52n) & 0x7ff;
  const trailing = word & ((1n << 52n) - 1n);
  return biasedExponent === 0 ? [trailing, -1074] : [trailing | (1n << 52n), biasedExponent - 1075];
}

function multiply([a, i]: Exact, [b, j]: Exact): Exact {
  return [a * b, i + j];
}

/** Round to `precision` bits, to nearest, ties to even, with no unit below 2^`least`; no largest value. */
function roundTo([significand, exponent]: Exact, precision: number, least: number): number {
  if (significand === 0n) return 0;
  const bitCount = significand.toString(2).length;
  const shift = Math.max(bitCount - precision, least - exponent);
  if (shift <= 0) return Number(significand) * 2 ** exponent;
  const unit = 1n << BigInt(shift);
  const doubledRemainder = 2n * (significand % unit);
  const quotient = significand / unit;
  const isUp = doubledRemainder > unit || (doubledRemainder === unit && quotient % 2n === 1n);
  return Number(quotient + (isUp ? 1n : 0n)) * 2 ** (exponent + shift);
}
