import type { FloatDtype } from "@binade/backend";
import { createCpuBackend } from "@binade/backend-cpu";
import { describe, expect, test } from "vitest";
import * as ops from "../src/index.ts";
import { createEngine, Generator, run, type Tensor, type TensorWords } from "../src/index.ts";
import { randomNumbers } from "./oracle/randomNumbers.ts";

const engine = createEngine(await createCpuBackend());
const seed = 20;
const { add, sub, mul, div, maximum, minimum } = ops;
const binaryOps = { add, sub, mul, div, maximum, minimum };
/** Functions whose gradients are computed in f32. */
const { sin, cos, erf, expm1, log1p, silu, gelu, geluTanh } = ops;
const functions = { sin, cos, erf, expm1, log1p, silu, gelu, geluTanh, cube: (x: Tensor) => ops.pow(x, 3) };

/** 256 random code words: every kind of number, NaN and infinities among them. */
function anyWords(dtype: "f16" | "bf16", of: number): Tensor {
  const random = randomNumbers(seed + of);
  return engine.tensor(
    Uint16Array.from({ length: 256 }, () => 65536 * random()),
    [16, 16],
    { dtype },
  );
}

function normals(dtype: FloatDtype, of: number, shape: readonly number[] = [16, 16]): Tensor {
  const random = randomNumbers(seed + of);
  const data = Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => 4 * random() - 2);
  return engine.tensor(data, shape, { dtype });
}

const words = (tensor: Tensor | undefined): Promise<TensorWords> => (tensor as Tensor).readWords();

describe.each(["f16", "bf16"] as const)("bits in %s", (dtype) => {
  test.each(Object.entries(binaryOps))("%s(a, b) is its kernel's", async (op, f) => {
    using _scope = engine.scope();
    const [a, b] = [anyWords(dtype, 1), anyWords(dtype, 2)];
    const expected = engine.empty([16, 16], dtype);
    run(engine, "binary", [expected], [a, b], { op: op as keyof typeof binaryOps });
    expect(await words(f(a, b))).toEqual(await words(expected));
  });

  test.each<[string, (x: Tensor) => Tensor]>([
    ["softmax", ops.softmax],
    ["logSoftmax", (x) => ops.logSoftmax(x, 0)],
    ["variance", (x) => ops.variance(x, { axes: 1 })],
    ["mean", (x) => ops.mean(x, { axes: 1 })],
    ["layerNorm", (x) => ops.layerNorm(x, engine.full([16], 1.1), engine.full([16], 0.3))],
    ["batchNorm", (x) => ops.batchNorm(x, engine.full([16], 1.1), engine.full([16], 0.3))],
    ["mse", (x) => ops.mse(x, ops.cast(engine.full([16, 16], 0.5), x.dtype))],
    ["dropout", (x) => ops.dropout(x, 0.1, new Generator(9))],
    ...Object.entries(functions),
  ])("%s(x) is the f32 result, rounded once, and so is its gradient", async (_, f) => {
    using _scope = engine.scope();
    const x = normals(dtype, 3);
    const [narrow, wide] = [
      engine.tensor((await x.readWords()) as Uint16Array, x.shape, { dtype, requiresGrad: true }),
      engine.tensor((await x.read()) as Float32Array, x.shape, { requiresGrad: true }),
    ];
    const [y, z] = [f(narrow), f(wide)];
    expect(y.dtype).toBe(dtype);
    expect(await words(y)).toEqual(await words(ops.cast(z, dtype)));
  });

  test.each<[string, (x: Tensor) => Tensor]>([
    ["layerNorm", (x) => ops.layerNorm(x, engine.full([16], 1.1), engine.full([16], 0.3))],
    ["batchNorm", (x) => ops.batchNorm(x, engine.full([16], 1.1), engine.full([16], 0.3))],
    ["mean", (x) => ops.mean(x)],
    ["dropout", (x) => ops.dropout(x, 0.1, new Generator(9))],
    ...Object.entries(functions),
  ])("the gradient of %s is the f32 one, rounded once", async (_, f) => {
    using _scope = engine.scope();
    const x = normals(dtype, 4);
    const narrow = engine.tensor((await x.readWords()) as Uint16Array, x.shape, { dtype, requiresGrad: true });
    const wide = engine.tensor((await x.read()) as Float32Array, x.shape, { requiresGrad: true });
    const [y, z] = [f(narrow), f(wide)];
    const upstream = normals(dtype, 5, y.shape);
    y.backward(upstream);
    z.backward(ops.cast(upstream, "f32"));
    expect(await words(narrow.grad)).toEqual(await words(ops.cast(wide.grad as Tensor, dtype)));
  });
});

describe("random numbers of the kernel (N16)", () => {
  test("uniform and normal take the generator's next stream", async () => {
    using _scope = engine.scope();
    const generator = new Generator(3);
    const drawn = [ops.uniform(engine, [5], { low: -1, generator }), ops.normal(engine, [5], { generator })];
    expect(generator.state.calls).toBe(2);
    for (const [stream, tensor] of drawn.entries()) {
      const expected = engine.empty([5], "f32");
      const range = stream === 0 ? ({ kind: "uniform", low: -1, high: 1 } as const) : ({ kind: "normal" } as const);
      run(engine, "random", [expected], [], { ...range, seed: 3, stream });
      expect(await words(tensor)).toEqual(await words(expected));
    }
  });
});

describe("bits of 16-bit operations whose constants are no values of the dtype", () => {
  test("the gradient of a mean over 70 000 values is g ÷ 70000, not 0", async () => {
    using _scope = engine.scope();
    const x = engine.full([70_000], 1, { dtype: "f16", requiresGrad: true });
    ops.mean(x).backward(engine.full([], 32768, { dtype: "f16" }));
    const expected = engine.tensor([Math.fround(32768 / 70_000)], [1], { dtype: "f16" });
    expect((await words(x.grad))[0]).toBe((await words(expected))[0]);
  });

  test("dropout multiplies by the f32 scale (N16)", async () => {
    using _scope = engine.scope();
    const x = normals("f16", 6, [1024]);
    const values = await x.read();
    const scale = Math.fround(1 / (1 - 0.1));
    const y = ops.dropout(x, 0.1, new Generator(1));
    const kept = Array.from(await y.read(), (value) => value !== 0);
    const expected = engine.tensor(
      Array.from(values, (value, i) => (kept[i] === true ? Math.fround(value * scale) : 0)),
      [1024],
      { dtype: "f16" },
    );
    expect(await words(y)).toEqual(await words(expected));
    expect(kept.filter((isKept) => !isKept).length).toBeGreaterThan(50);
  });

  test("linear rounds the sum with its bias once", async () => {
    using _scope = engine.scope();
    // 2048 + 1 + 1 = 2050; rounding before the bias would give 2048
    const x = engine.tensor([2048, 1], [1, 2], { dtype: "f16" });
    const w = engine.tensor([1, 1], [1, 2], { dtype: "f16" });
    expect(Array.from(await ops.linear(x, w, engine.tensor([1], [1], { dtype: "f16" })).read())).toEqual([2050]);
    const image = ops.reshape(x, [1, 2, 1, 1]);
    const kernel = ops.reshape(w, [1, 2, 1, 1]);
    const bias = engine.tensor([1], [1], { dtype: "f16" });
    expect(Array.from(await ops.conv2d(image, kernel, bias).read())).toEqual([2050]);
  });

  test("cast rounds once, and saturates if asked", async () => {
    using _scope = engine.scope();
    const x = engine.tensor([65519, 65520, -1e9, 2 ** -25, 2 ** -24]);
    expect(Array.from(await ops.cast(x, "f16").read())).toEqual([65504, Infinity, -Infinity, 0, 2 ** -24]);
    const saturated = await ops.cast(x, "f16", { saturate: true }).read();
    expect(Array.from(saturated)).toEqual([65504, 65504, -65504, 0, 2 ** -24]);
  });

  test("every NaN reads as the canonical one (N1)", async () => {
    using _scope = engine.scope();
    const x = engine.tensor(Uint16Array.of(0xfe01, 0x7c01, 0x7e00), [3], { dtype: "f16" });
    expect(await x.readWords()).toEqual(Uint16Array.of(0x7e00, 0x7e00, 0x7e00));
    expect(new Uint32Array((await x.read()).buffer)).toEqual(Uint32Array.of(0x7fc00000, 0x7fc00000, 0x7fc00000));
  });
});
