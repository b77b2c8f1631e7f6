import { describe, expect, it, test } from "vitest";
import { constantScale, GradScaler, LossScalerError, type LossScalerErrorCode, presets } from "../src/index.ts";
import { countingAdapter, type Sgd, sgd } from "./countingAdapter.ts";

const bits = (values: Float32Array) => [...new Uint32Array(values.slice().buffer)];

/** One iteration with these unscaled gradients. */
function iterate(scaler: GradScaler<number, Sgd>, optimizer: Sgd, gradients: readonly (readonly number[])[]) {
  const upstream = scaler.scale(1);
  optimizer.gradients = gradients.map((values) => Float32Array.from(values, (value) => value * upstream));
  const report = scaler.step(optimizer);
  scaler.update();
  return report;
}

describe("GradScaler.step(optimizer)", () => {
  it("unscales, steps and reports", async () => {
    const { adapter, calls } = countingAdapter();
    const optimizer = sgd("fc", [1]);
    const report = await iterate(new GradScaler(adapter), optimizer, [[0.5]]);
    expect(optimizer.weights[0]).toBe(0.875);
    expect(calls).toMatchObject({ unscale: 1, step: 1, update: 1 });
    expect(report).toEqual({
      stepped: true,
      reason: "stepped: all gradients are finite (1 looked at)",
      nonFinite: [],
      gradientCount: 1,
      scaleBefore: 65536,
      scaleAfter: 65536,
      growthTracker: 1,
    });
  });

  it("skips the whole step: weights and optimizer state stay bit for bit, whatever is bad and where", async () => {
    const { adapter } = countingAdapter();
    const scaler = new GradScaler(adapter);
    const optimizer = sgd("fc", [0.1, -0.2]);
    await iterate(scaler, optimizer, [[0.5, 0.25]]);
    const before = [bits(optimizer.weights), bits(optimizer.momentum)];
    for (const bad of [Infinity, -Infinity, Number.NaN]) {
      for (const gradients of [
        [[bad, 1]],
        [[1, bad]],
        [
          [1, 1],
          [1, bad],
        ],
      ]) {
        const report = await iterate(scaler, optimizer, gradients);
        expect(report.stepped).toBe(false);
        expect([bits(optimizer.weights), bits(optimizer.momentum)]).toEqual(before);
      }
    }
  });

  it("names what is not finite, and how much more there is", async () => {
    const { adapter } = countingAdapter();
    const scaler = new GradScaler(adapter);
    const optimizer = sgd("fc", [1]);
    const report = await iterate(scaler, optimizer, [[1], [Infinity], [1], [Number.NaN], [1], [1]]);
    expect(report).toEqual({
      stepped: false,
      reason: "skipped: 2 of 6 gradients are not finite (fc.1: inf, fc.3: nan)",
      nonFinite: [
        { name: "fc.1", kind: "inf" },
        { name: "fc.3", kind: "nan" },
      ],
      gradientCount: 6,
      scaleBefore: 65536,
      scaleAfter: 32768,
      growthTracker: 0,
    });
    const many = await iterate(scaler, optimizer, Array(11).fill([Number.NaN]));
    expect(many.reason).toMatch(/^skipped: 11 of 11 gradients are not finite \(fc\.0: nan, .*fc\.7: nan, 3 more\)$/);
  });

  it("keeps the caller's changes between unscale and step", () => {
    const { adapter, calls } = countingAdapter();
    const scaler = new GradScaler(adapter);
    const optimizer = sgd("fc", [1]);
    optimizer.gradients = [Float32Array.of(scaler.scale(1) * 100)];
    scaler.unscale(optimizer);
    expect(optimizer.gradients[0]?.[0]).toBe(100);
    optimizer.gradients[0]?.fill(1); // clipped
    scaler.step(optimizer);
    expect(calls.unscale).toBe(1);
    expect(optimizer.weights[0]).toBe(0.75);
  });

  it("reads nothing back unless its report is awaited, and then once", async () => {
    const { adapter, calls } = countingAdapter();
    const scaler = new GradScaler(adapter);
    const optimizer = sgd("fc", [1]);
    const reports = Array.from({ length: 100 }, () => iterate(scaler, optimizer, [[0.5]]));
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(calls).toMatchObject({ step: 100, read: 0 });
    expect((await reports[7])?.growthTracker).toBe(8);
    await reports[7];
    expect(calls.read).toBe(1);
  });

  it("looks again after unscaling under a scale below 1, in safe options only", async () => {
    for (const [preset, stepped] of [
      [presets.safe, false],
      [presets.torch, true],
    ] as const) {
      const scaler = new GradScaler(countingAdapter().adapter, {
        ...preset,
        initialScale: 2 ** -20,
        minScale: 2 ** -20,
      });
      const optimizer = sgd("fc", [1]);
      scaler.scale(1);
      optimizer.gradients = [Float32Array.of(1e35)];
      expect((await scaler.step(optimizer)).stepped).toBe(stepped);
    }
  });
});

describe("GradScaler with several optimizers", () => {
  function iterateBoth(gradients: readonly [number, number]) {
    const { adapter, calls } = countingAdapter();
    const scaler = new GradScaler(adapter);
    const optimizers = [sgd("a", [1]), sgd("b", [1])] as const;
    const upstream = scaler.scale(1);
    for (const [i, optimizer] of optimizers.entries())
      optimizer.gradients = [Float32Array.of(gradients[i]! * upstream)];
    return { scaler, calls, optimizers, reports: optimizers.map((optimizer) => scaler.step(optimizer)) };
  }

  test.each<[gradients: [number, number]]>([[[Infinity, 1]], [[1, Infinity]]])(
    "with %o skips the bad one, steps the good one and backs off the shared scale",
    async (gradients) => {
      const { scaler, optimizers, reports } = iterateBoth(gradients);
      scaler.update();
      for (const [i, report] of (await Promise.all(reports)).entries()) {
        expect(report.stepped).toBe(gradients[i] === 1);
        expect(report.scaleAfter).toBe(32768);
        expect(optimizers[i]?.weights[0]).toBe(gradients[i] === 1 ? 0.75 : 1);
      }
      expect(await scaler.state()).toEqual({ scale: 32768, growthTracker: 0 });
    },
  );

  it("counts one that was unscaled and then not stepped", async () => {
    const { adapter } = countingAdapter();
    const scaler = new GradScaler(adapter);
    const [a, b] = [sgd("a", [1]), sgd("b", [1])];
    scaler.scale(1);
    b.gradients = [Float32Array.of(Number.NaN)];
    const report = scaler.step(a);
    scaler.unscale(b);
    scaler.update();
    expect(await report).toMatchObject({ stepped: true, scaleAfter: 32768 });
    expect((await scaler.state()).scale).toBe(32768);
  });

  it("can be asked for a report before update, which does not wait for it", async () => {
    const { scaler, reports } = iterateBoth([1, Infinity]);
    expect((await reports[0])?.scaleAfter).toBe(32768);
    scaler.update();
    expect((await scaler.state()).scale).toBe(32768);
  });

  it("keeps a report of its own iteration, however late it is read", async () => {
    const { scaler, optimizers, reports } = iterateBoth([1, 1]);
    scaler.update();
    for (let i = 0; i < 3; i += 1) await iterate(scaler, optimizers[1], [[Infinity]]);
    expect(await reports[0]).toMatchObject({ stepped: true, scaleBefore: 65536, scaleAfter: 65536, growthTracker: 1 });
    expect((await scaler.state()).scale).toBe(8192);
  });
});

describe("GradScaler misuse", () => {
  type Misuse = (scaler: GradScaler<number, Sgd>, optimizer: Sgd) => unknown;
  const scaled: Misuse = (s, o) => [s.scale(1), o];
  const stepped: Misuse = (s, o) => [s.scale(1), s.step(o)];

  test.each<[code: LossScalerErrorCode, before: Misuse, call: Misuse, words: string]>([
    [
      "ERR_UNSCALE_TWICE",
      (s, o) => [s.scale(1), s.unscale(o)],
      (s, o) => s.unscale(o),
      "unscale: the optimizer must not be unscaled yet",
    ],
    ["ERR_UNSCALE_AFTER_STEP", stepped, (s, o) => s.unscale(o), "unscale before step"],
    ["ERR_STEP_TWICE", stepped, (s, o) => s.step(o), "every iteration ends with one update()"],
    ["ERR_STEP_WITHOUT_SCALE", () => {}, (s, o) => s.step(o), "step: the loss of this iteration must be scaled"],
    ["ERR_STEP_WITHOUT_SCALE", () => {}, (s, o) => s.unscale(o), "unscale: the loss of this iteration must be scaled"],
    ["ERR_STEP_WITHOUT_SCALE", (s, o) => [stepped(s, o), s.update()], (s, o) => s.step(o), "scale() was not called"],
    ["ERR_UPDATE_WITHOUT_STEP", scaled, (s) => s.update(), "none was (call step first)"],
    ["ERR_UPDATE_WITHOUT_STEP", (s, o) => [stepped(s, o), s.update()], (s) => s.update(), "update: at least one"],
    [
      "ERR_NO_GRADIENTS",
      (s, o) => [s.scale(1), o.gradients.pop()],
      (s, o) => s.step(o),
      "step: the optimizer must have",
    ],
    [
      "ERR_NO_GRADIENTS",
      (s, o) => [s.scale(1), o.gradients.pop()],
      (s, o) => s.unscale(o),
      "unscale: the optimizer must have",
    ],
    ["ERR_LOAD_IN_ITERATION", stepped, (s) => s.loadState({ scale: 8, growthTracker: 0 }), "call update first"],
    ["ERR_DISPOSED", (s) => s.dispose(), (s) => s.scale(1), "scale: the scaler must be in use"],
    ["ERR_DISPOSED", (s) => s.dispose(), (s) => s.update(), "update: the scaler must be in use"],
    ["ERR_DISPOSED", (s) => s.dispose(), (s) => s.loadState({ scale: 8, growthTracker: 0 }), "loadState: "],
  ])("throws %s and enqueues nothing", (code, before, call, words) => {
    const { adapter, calls } = countingAdapter();
    const scaler = new GradScaler(adapter);
    const optimizer = sgd("fc", [1]);
    before(scaler, optimizer);
    const callsBefore = { ...calls };
    let caught: unknown;
    try {
      call(scaler, optimizer);
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(LossScalerError);
    expect(caught).toMatchObject({ code, name: "LossScalerError" });
    expect((caught as LossScalerError).message).toContain(words);
    expect(calls).toEqual(callsBefore);
  });

  it("works on after an iteration without gradients, where PyTorch's scaler fails for good", async () => {
    const { adapter } = countingAdapter();
    const scaler = new GradScaler(adapter);
    const optimizer = sgd("fc", [1]);
    scaler.scale(1);
    optimizer.gradients = [];
    expect(() => scaler.step(optimizer)).toThrow(LossScalerError);
    expect(() => scaler.update()).toThrow(LossScalerError);
    expect((await iterate(scaler, optimizer, [[1]])).stepped).toBe(true);
  });

  it("disposes of the adapter once, and rejects state()", async () => {
    const { adapter, calls } = countingAdapter();
    const scaler = new GradScaler(adapter);
    scaler.dispose();
    scaler.dispose();
    expect(calls.dispose).toBe(1);
    await expect(scaler.state()).rejects.toMatchObject({ code: "ERR_DISPOSED" });
  });

  it("refuses options that make no rule", () => {
    expect(() => new GradScaler(countingAdapter().adapter, { ...presets.safe, growthFactor: 1 })).toThrow(RangeError);
  });
});

describe("GradScaler.loadState(state)", () => {
  test.each<[scale: unknown, growthTracker: unknown, message: string]>([
    [0, 0, "loadState: scale must be from 1 to 8.507059173023462e+37, got 0"],
    [Infinity, 0, "loadState: scale must be from 1 to 8.507059173023462e+37, got Infinity"],
    [Number.NaN, 0, "loadState: scale must be from 1 to 8.507059173023462e+37, got NaN"],
    [65536.1, 0, "loadState: scale must be a binary32 value, got 65536.1 (nearest: 65536.1015625)"],
    [8, -1, "loadState: growthTracker must be an integer of 0 or more, got -1"],
    [8, 0.5, "loadState: growthTracker must be an integer of 0 or more, got 0.5"],
    ["8", 0, "loadState: scale and growthTracker must be numbers, got 8 and 0"],
  ])("refuses scale %o with tracker %o", (scale, growthTracker, message) => {
    const scaler = new GradScaler(countingAdapter().adapter);
    expect(() => scaler.loadState({ scale, growthTracker } as never)).toThrow(message);
  });
});

describe("GradScaler with presets.disabled", () => {
  it("takes the same calls, scales nothing, checks nothing and always steps", async () => {
    const { adapter, calls } = countingAdapter();
    const scaler = new GradScaler(adapter, presets.disabled);
    const optimizer = sgd("fc", [1]);
    expect(scaler.scale(0.1)).toBe(0.1);
    optimizer.gradients = [Float32Array.of(0.5)];
    scaler.unscale(optimizer);
    const report = scaler.step(optimizer);
    scaler.update();
    expect(calls).toMatchObject({ unscale: 0, update: 0, step: 1 });
    expect(optimizer.weights[0]).toBe(0.875);
    expect(await report).toMatchObject({ stepped: true, reason: "scaling disabled", scaleBefore: 1, scaleAfter: 1 });
    expect(await scaler.state()).toEqual({ scale: 1, growthTracker: 0 });
    scaler.loadState({ scale: 1, growthTracker: 0 });
    expect((await iterate(scaler, optimizer, [[Infinity]])).stepped).toBe(true);
  });

  it("still tells misuse, so that a run with scaling brings no surprise", () => {
    const scaler = new GradScaler(countingAdapter().adapter, presets.disabled);
    expect(() => scaler.step(sgd("fc", [1]))).toThrow(LossScalerError);
  });
});

describe("GradScaler with constantScale(scale)", () => {
  it("never changes the scale and skips a bad step all the same", async () => {
    const { adapter } = countingAdapter();
    const scaler = new GradScaler(adapter, constantScale(128));
    const optimizer = sgd("fc", [1]);
    expect(await iterate(scaler, optimizer, [[Number.NaN]])).toMatchObject({ stepped: false, scaleAfter: 128 });
    expect(optimizer.weights[0]).toBe(1);
    expect((await scaler.state()).scale).toBe(128);
  });
});
