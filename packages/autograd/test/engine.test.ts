import { createCpuBackend } from "@binade/backend-cpu";
import { afterEach, describe, expect, test } from "vitest";
import * as ops from "../src/index.ts";
import { createEngine, Generator, type Tensor } from "../src/index.ts";

const backend = await createCpuBackend();
const engine = createEngine(backend);

const leaf = (data: readonly number[], shape?: readonly number[]): Tensor =>
  engine.tensor(data, shape, { requiresGrad: true });
const liveBytes = (): number => engine.ledger.report().liveBytes;

afterEach(() => {
  expect(engine.ledger.report().liveTensors, "storages that a test left behind").toBe(0);
  expect(liveBytes(), "bytes that a test left behind").toBe(0);
  expect(backend.stats().liveBuffers, "buffers that a test left behind").toBe(0);
});

describe("noGrad, enableGrad", () => {
  test("nest, and restore what was before", () => {
    const seen: boolean[] = [];
    const note = (): number => seen.push(engine.isRecording);
    note();
    engine.noGrad(() => {
      note();
      engine.enableGrad(() => {
        note();
        engine.noGrad(note);
        note();
      });
      note();
    });
    note();
    expect(seen).toEqual([true, false, true, false, true, false, true]);
  });

  test("restore after an exception", () => {
    const fail = (): never => {
      throw new Error("inside");
    };
    expect(() => engine.noGrad(() => engine.enableGrad(fail))).toThrow("inside");
    expect(engine.isRecording).toBe(true);
    expect(() => engine.enableGrad(() => engine.noGrad(fail))).toThrow("inside");
    expect(engine.isRecording).toBe(true);
  });

  test("return what the body returns", () => {
    expect(engine.noGrad(() => 5)).toBe(5);
  });
});

describe("scope", () => {
  test("disposes of what was made in it, nested ones first", () => {
    const outer = engine.scope();
    const a = engine.tensor([1]);
    {
      using _inner = engine.scope();
      const b = engine.tensor([2]);
      expect(liveBytes()).toBe(8);
      expect(b.isDisposed).toBe(false);
    }
    expect(liveBytes()).toBe(4);
    expect(a.isDisposed).toBe(false);
    outer.end();
    outer.end();
    expect(a.isDisposed).toBe(true);
  });

  test("keep hands a tensor to the enclosing scope", () => {
    const outer = engine.scope();
    const inner = engine.scope();
    const kept = inner.keep(engine.tensor([1]));
    inner.end();
    expect(kept.isDisposed).toBe(false);
    outer.end();
    expect(kept.isDisposed).toBe(true);
  });

  test("release takes a tensor out of every scope", () => {
    const outer = engine.scope();
    const inner = engine.scope();
    const [first, second] = [inner.release(engine.tensor([1])), engine.release(engine.tensor([1]))];
    inner.end();
    outer.end();
    expect([first.isDisposed, second.isDisposed]).toEqual([false, false]);
    first.dispose();
    second.dispose();
  });

  test("ended out of order is an error, after which the right order still works", () => {
    const outer = engine.scope();
    const inner = engine.scope();
    engine.tensor([1]);
    expect(() => outer.end()).toThrow("scope: scopes must end in the reverse order of their beginning");
    inner.end();
    engine.tensor([2]);
    outer.end();
  });

  test("using ends it also on an exception", () => {
    expect(() => {
      using _scope = engine.scope();
      engine.tensor([1]);
      throw new Error("inside");
    }).toThrow("inside");
    const free = engine.tensor([1]);
    expect(free.isDisposed).toBe(false);
    free.dispose();
  });

  test("tidy keeps its result only, also of several", () => {
    const [a, nothing, b] = engine.tidy(() => {
      engine.tensor([1]);
      return [engine.tensor([2]), undefined, engine.tensor([3])] as const;
    });
    expect(nothing).toBeUndefined();
    expect(liveBytes()).toBe(8);
    a.dispose();
    b.dispose();
    expect(() =>
      engine.tidy(() => {
        engine.tensor([1]);
        throw new Error("inside");
      }),
    ).toThrow("inside");
  });
});

/** Public operations that make more than their result on the way. */
const operations: readonly (readonly [string, (x: Tensor) => Tensor])[] = [
  ["add a number", (x) => ops.add(x, 1)],
  ["broadcast", (x) => engine.tidy(() => ops.mul(x, engine.tensor([1, 2])))],
  ["compare", (x) => ops.greater(x, 0)],
  ["where", (x) => engine.tidy(() => ops.where(ops.greater(x, 0), x, 0))],
  ["abs", ops.abs],
  ["min", (x) => ops.min(x, { axes: 0, keepAxes: true })],
  ["argmax", (x) => ops.argmax(x, { keepAxes: true })],
  ["variance", (x) => ops.variance(x)],
  ["softmax", (x) => ops.softmax(x)],
  ["logSoftmax", (x) => ops.logSoftmax(x, 0)],
  ["layerNorm", (x) => engine.tidy(() => ops.layerNorm(x, engine.tensor([1, 1]), engine.tensor([0, 0])))],
  ["batchNorm", (x) => engine.tidy(() => ops.batchNorm(x, engine.tensor([1, 1]), engine.tensor([0, 0])))],
  ["dropout", (x) => ops.dropout(x, 0.5, new Generator(3))],
  ["matmul", (x) => ops.matmul(x, x)],
  ["linear", (x) => engine.tidy(() => ops.linear(ops.reshape(x, [1, 2, 2]), x, engine.tensor([1, 2])))],
  [
    "conv2d",
    (x) =>
      engine.tidy(() => ops.conv2d(ops.reshape(x, [1, 1, 2, 2]), ops.reshape(x, [1, 1, 2, 2]), engine.tensor([1]))),
  ],
  ["maxPool2d", (x) => engine.tidy(() => ops.maxPool2d(ops.reshape(x, [1, 1, 2, 2]), 2))],
  ["gather", (x) => engine.tidy(() => ops.gather(x, 1, engine.tensor(new Int32Array([1, 0]))))],
  [
    "crossEntropy",
    (x) => engine.tidy(() => ops.crossEntropy(x, engine.tensor(new Int32Array([1, -1])), { ignoreIndex: -1 })),
  ],
  ["mse", (x) => ops.mse(x, x)],
  ["slice", (x) => ops.slice(x, [1, 0])],
  ["reshape of a permutation", (x) => engine.tidy(() => ops.reshape(ops.permute(x, [1, 0]), [4]))],
];

describe("without a scope, nothing outlives what the caller disposes of", () => {
  test.each(operations)("%s", (_, operation) => {
    const x = leaf([1, 2, 3, 4], [2, 2]);
    operation(x).dispose();
    expect(liveBytes(), "never walked").toBe(16);
    engine.noGrad(() => operation(x)).dispose();
    engine.autocast(ops.autocastPolicies.cuda("f16"), () => operation(x)).dispose();
    expect(liveBytes(), "not recorded").toBe(16);
    const y = operation(x);
    const upstream = engine.full(y.shape, 1);
    if (y.requiresGrad) y.backward(upstream, { retainGraph: true });
    upstream.dispose();
    y.dispose();
    x.dispose();
  });

  test("a graph that is never walked frees what it saved with its last tensor", () => {
    const x = leaf([1, 2]);
    const y = ops.exp(x);
    const z = ops.mul(y, y);
    y.dispose();
    expect(liveBytes()).toBe(24); // x, z, and y as saved by exp and mul
    z.dispose();
    expect(liveBytes()).toBe(8);
    x.dispose();
  });

  test("a walk frees what was saved", () => {
    const x = leaf([1, 2]);
    const y = ops.exp(x);
    const z = engine.tidy(() => ops.sum(ops.mul(y, y)));
    y.dispose();
    expect(engine.ledger.report().live).toMatchObject({ activation: 8, gradient: 0, data: 8, temporary: 4 });
    z.backward();
    expect(engine.ledger.report().live).toMatchObject({ activation: 0, gradient: 8, data: 8, temporary: 4 });
    z.dispose();
    x.dispose();
  });

  test("what a failing kernel was given is freed", () => {
    const x = leaf([1, 2, 3, 4], [2, 2]);
    const before = liveBytes();
    const index = engine.tensor(new Int32Array([9]));
    expect(() => ops.gatherRows(x, index)).toThrow();
    index.dispose();
    expect(liveBytes()).toBe(before);
    x.dispose();
  });
});

describe("what an operation saves", () => {
  test("is not the factor whose partner needs no gradient", () => {
    using _scope = engine.scope();
    const x = engine.full([4], 2);
    const w = leaf([1, 2, 3, 4]);
    const before = engine.ledger.report().live.activation;
    const scaled = ops.mul(w, 2); // the scalar is kept, w is data
    expect(engine.ledger.report().live.activation - before).toBe(4);
    ops.mul(scaled, x); // x is kept, scaled is not
    expect(scaled.storage.role).toBe("temporary");
    expect(x.storage.role).toBe("activation");
  });

  test("has a ledger role, and the peak remembers it", () => {
    engine.ledger.resetPeak();
    const x = engine.full([8], 1, { role: "parameter", requiresGrad: true });
    const y = ops.exp(x);
    expect(engine.ledger.report().live).toMatchObject({ parameter: 32, activation: 32 });
    y.dispose();
    expect(engine.ledger.report()).toMatchObject({ peakBytes: 64, liveBytes: 32 });
    x.dispose();
  });
});
