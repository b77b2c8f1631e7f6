import { createCpuBackend } from "@binade/backend-cpu";
import { afterEach, describe, expect, test } from "vitest";
import * as ops from "../src/index.ts";
import { AutogradError, createEngine, type Tensor } from "../src/index.ts";

const backend = await createCpuBackend();
const engine = createEngine(backend);

const read = async (tensor: Tensor | undefined): Promise<number[]> => Array.from(await (tensor as Tensor).read());
const leaf = (data: readonly number[], dtype: "f32" | "f16" = "f32"): Tensor =>
  engine.tensor(data, [data.length], { dtype, requiresGrad: true });

afterEach(() => {
  expect(engine.ledger.report().liveBytes, "bytes that a test left behind").toBe(0);
  expect(backend.stats().liveBuffers, "buffers that a test left behind").toBe(0);
});

describe("backward() accumulates", () => {
  test("over two calls", async () => {
    using _scope = engine.scope();
    const x = leaf([1, 2]);
    for (let i = 0; i < 2; i++) ops.sum(ops.mul(x, x)).backward();
    expect(await read(x.grad)).toEqual([4, 8]);
  });

  test("over two uses: add(x, x) and mul(x, x)", async () => {
    using _scope = engine.scope();
    const x = leaf([3, 5]);
    ops.add(x, x).backward(engine.tensor([1, 10]));
    expect(await read(x.grad)).toEqual([2, 20]);
    const y = leaf([3, 5]);
    ops.mul(y, y).backward(engine.tensor([1, 10]));
    expect(await read(y.grad)).toEqual([6, 100]);
  });

  test("into nothing but leaves, and only of what was reached", async () => {
    using _scope = engine.scope();
    const [x, y] = [leaf([1]), leaf([1])];
    const middle = ops.mul(x, 2);
    ops.sum(middle).backward();
    expect(middle.grad).toBeUndefined();
    expect(y.grad).toBeUndefined();
    expect(await read(x.grad)).toEqual([2]);
  });

  test("from a leaf itself", async () => {
    using _scope = engine.scope();
    const x = leaf([7]);
    const gradient = engine.tensor([3]);
    x.backward(gradient);
    x.backward();
    expect(await read(x.grad)).toEqual([4]);
    expect(await read(gradient)).toEqual([3]);
  });

  test("later contributions in reverse tape order, in f32 (N14)", async () => {
    using _scope = engine.scope();
    const x = leaf([1]);
    // reverse order: (2^24 + 1) + 1 loses both ones; (1 + 1) + 2^24 would be 2^24 + 2
    ops.add(ops.add(ops.mul(x, 1), ops.mul(x, 1)), ops.mul(x, 2 ** 24)).backward();
    expect(await (x.grad as Tensor).readWords()).toEqual(new Uint32Array([0x4b800000]));
    const y = leaf([1]);
    ops.add(ops.add(ops.mul(y, 2 ** 24), ops.mul(y, 1)), ops.mul(y, 1)).backward();
    expect(await (y.grad as Tensor).readWords()).toEqual(new Uint32Array([0x4b800001]));
  });

  test("later contributions in the gradient's own dtype, in f16 and at an inner node too (N14)", async () => {
    using _scope = engine.scope();
    const x = leaf([1], "f16");
    const inner = ops.neg(x);
    ops.add(ops.add(ops.mul(inner, 1), ops.mul(inner, 1)), ops.mul(inner, 2048)).backward();
    expect(x.grad?.dtype).toBe("f16");
    expect(await (x.grad as Tensor).readWords()).toEqual(new Uint16Array([0xe800])); // −2048, not −2050
  });

  test("the first contribution as it is: −0 stays −0 (N14)", async () => {
    using _scope = engine.scope();
    const x = leaf([1]);
    ops.neg(x).backward(engine.tensor([0]));
    expect(await (x.grad as Tensor).readWords()).toEqual(new Uint32Array([0x80000000]));
  });
});

describe("the gradient of a leaf", () => {
  test("is dense and nobody else's: add(a, b) with one upstream", async () => {
    using _scope = engine.scope();
    const [a, b] = [leaf([1, 2]), leaf([3, 4])];
    const upstream = engine.tensor([5, 6]);
    ops.add(a, b).backward(upstream);
    const storages = new Set([a.grad?.storage, b.grad?.storage, upstream.storage]);
    expect(storages.size).toBe(3);
    expect(await read(a.grad)).toEqual([5, 6]);
    expect(await read(b.grad)).toEqual([5, 6]);
  });

  test.each<[string, (x: Tensor) => Tensor]>([
    ["expand", (x) => ops.sum(ops.expand(x, [4, 2, 3]))],
    ["reshape", (x) => ops.sum(ops.reshape(x, [3, 2]))],
    ["permute", (x) => ops.sum(ops.permute(x, [1, 0]))],
    ["sum", (x) => ops.sum(x)],
    ["slice", (x) => ops.sum(ops.slice(x, [0, 1]))],
    ["cast", (x) => ops.cast(ops.sum(x), "f16")],
  ])("is dense after %s", (_, f) => {
    using _scope = engine.scope();
    const x = engine.tensor([1, 2, 3, 4, 5, 6], [2, 3], { requiresGrad: true });
    f(x).backward();
    const grad = x.grad as Tensor;
    expect(grad.strides).toEqual([3, 1]);
    expect(grad.offset).toBe(0);
    expect(grad.storage.isShared).toBe(false);
    expect(grad.storage.byteLength).toBe(24);
    expect(grad.storage.role).toBe("gradient");
    expect(grad.requiresGrad).toBe(false);
  });

  test("belongs to the leaf: it survives the scope of the backward call and goes with the leaf", async () => {
    const x = leaf([1, 2]);
    {
      using _scope = engine.scope();
      ops.sum(x).backward();
    }
    expect(await read(x.grad)).toEqual([1, 1]);
    expect(engine.ledger.report().live.gradient).toBe(8);
    x.dispose();
  });

  test("of a leaf that is gone is not kept", () => {
    using scope = engine.scope();
    const x = leaf([1, 2]);
    const y = ops.sum(ops.mul(x, x));
    x.dispose();
    y.backward();
    expect(x.grad).toBeUndefined();
    scope.end();
  });
});

describe("a graph", () => {
  test("walked twice with retainGraph gives twice the gradient", async () => {
    using _scope = engine.scope();
    const x = leaf([3]);
    const y = ops.mul(x, x);
    y.backward(undefined, { retainGraph: true });
    expect(await read(x.grad)).toEqual([6]);
    y.backward();
    expect(await read(x.grad)).toEqual([12]);
  });

  test("walked a second time without it is an error that leaves the gradients alone", async () => {
    using _scope = engine.scope();
    const x = leaf([3]);
    const y = ops.add(ops.mul(x, 2), ops.mul(x, x));
    y.backward();
    expect(() => y.backward()).toThrow(
      'backward: this graph was walked already and what "mul" saved is freed; pass { retainGraph: true } the first time',
    );
    expect(await read(x.grad)).toEqual([8]);
  });

  test("of two losses that share a part needs retainGraph, and nothing is added before the error", async () => {
    using _scope = engine.scope();
    const [x, y] = [leaf([3]), leaf([4])];
    const shared = ops.exp(x);
    ops.sum(shared).backward();
    const grad = await read(x.grad);
    const second = ops.add(ops.mul(y, 2), shared);
    expect(() => second.backward()).toThrow(AutogradError);
    expect(y.grad).toBeUndefined();
    expect(await read(x.grad)).toEqual(grad);
  });

  test("that saved nothing can be walked again", async () => {
    using _scope = engine.scope();
    const x = leaf([3, 4]);
    const y = ops.sum(x);
    y.backward();
    y.backward();
    expect(await read(x.grad)).toEqual([2, 2]);
  });

  test("may be a chain of 50 000 operations", async () => {
    using _scope = engine.scope();
    const x = leaf([1]);
    let y = engine.tidy(() => ops.add(x, 0));
    for (let i = 0; i < 50_000; i++) {
      const next = ops.neg(y);
      y.dispose();
      y = next;
    }
    y.backward();
    expect(await read(x.grad)).toEqual([1]);
    y.dispose();
  });

  test("stops at integers, detach and noGrad", () => {
    using _scope = engine.scope();
    const x = leaf([1.5]);
    expect(ops.cast(x, "i32").requiresGrad).toBe(false);
    expect(x.detach().requiresGrad).toBe(false);
    expect(ops.greater(x, 0).requiresGrad).toBe(false);
    expect(ops.argmax(x).requiresGrad).toBe(false);
    expect(engine.noGrad(() => ops.mul(x, 2)).requiresGrad).toBe(false);
  });
});

describe("backward(gradient) refuses", () => {
  test.each<[string, () => void, string]>([
    [
      "more than one element without a gradient",
      () => ops.mul(leaf([1, 2]), 2).backward(),
      "backward: a tensor of shape [2] needs a gradient of its shape",
    ],
    [
      "another shape",
      () => ops.mul(leaf([1, 2]), 2).backward(engine.tensor([1])),
      "backward: expected a gradient of shape [2] and dtype f32, got [1] f32",
    ],
    [
      "another dtype",
      () => ops.mul(leaf([1]), 2).backward(engine.tensor([1], [1], { dtype: "f16" })),
      "backward: expected a gradient of shape [1] and dtype f32, got [1] f16",
    ],
    [
      "nothing to differentiate",
      () => ops.mul(engine.tensor([1, 2]), 2).backward(),
      "backward: nothing here requires a gradient",
    ],
    [
      "what ran under noGrad",
      () => engine.noGrad(() => ops.mul(leaf([1]), 2)).backward(),
      "backward: nothing here requires a gradient",
    ],
  ])("%s", (_, act, message) => {
    using _scope = engine.scope();
    expect(act).toThrow(message);
  });

  test("a gradient of another engine", () => {
    using _scope = engine.scope();
    const other = createEngine(backend).tensor([1]);
    expect(() => ops.mul(leaf([1]), 2).backward(other)).toThrow("backward: tensors of two engines");
    other.dispose();
  });

  test("a disposed tensor", () => {
    using _scope = engine.scope();
    const y = ops.mul(leaf([1]), 2);
    y.dispose();
    expect(() => y.backward()).toThrow("tensor: [1] f32 was disposed");
  });
});
