import { createCpuBackend } from "@binade/backend-cpu";
import { afterEach, describe, expect, test } from "vitest";
import * as ops from "../src/index.ts";
import { AutogradError, createEngine, Generator, type Tensor } from "../src/index.ts";

const backend = await createCpuBackend();
const engine = createEngine(backend);
const other = createEngine(await createCpuBackend());

const zeros = (...shape: number[]): Tensor => engine.zeros(shape);
const integers = (...values: number[]): Tensor => engine.tensor(Int32Array.from(values));

afterEach(() => {
  expect(backend.stats().liveBuffers, "buffers that an error left behind").toBe(0);
});

describe("errors say what was expected and what was got", () => {
  // biome-ignore format: columns
  test.each<[code: string, message: string, act: () => unknown]>([
    ["ERR_SHAPE", "add: shapes [2, 3] and [2, 4] do not broadcast (axis 1: 3 and 4)",       () => ops.add(zeros(2, 3), zeros(2, 4))],
    ["ERR_SHAPE", "where: shapes [3] and [2] do not broadcast (axis 0: 3 and 2)",           () => ops.where(ops.equal(zeros(3), 0), zeros(2), 0)],
    ["ERR_SHAPE", "matmul: shapes [2, 3] and [2, 4] do not fit",                            () => ops.matmul(zeros(2, 3), zeros(2, 4))],
    ["ERR_SHAPE", "matmul: shapes [3] and [3, 2] do not fit",                               () => ops.matmul(zeros(3), zeros(3, 2))],
    ["ERR_SHAPE", "matmul: shapes [2] and [3] do not broadcast (axis 0: 2 and 3)",          () => ops.matmul(zeros(2, 1, 1), zeros(3, 1, 1))],
    ["ERR_SHAPE", "linear: x [2, 3] and weight [4, 2] do not fit (the last axis of x must be 2)", () => ops.linear(zeros(2, 3), zeros(4, 2))],
    ["ERR_SHAPE", "linear: expected a bias of shape [4], got [3]",                          () => ops.linear(zeros(2, 3), zeros(4, 3), zeros(3))],
    ["ERR_SHAPE", "conv2d: x [1, 3, 4, 4] and weight [2, 2, 3, 3] do not fit",              () => ops.conv2d(zeros(1, 3, 4, 4), zeros(2, 2, 3, 3))],
    ["ERR_SHAPE", "conv2d: x [3, 4, 4] and weight [2, 3, 3, 3] do not fit",                 () => ops.conv2d(zeros(3, 4, 4), zeros(2, 3, 3, 3))],
    ["ERR_SHAPE", "conv2d: a window of [3, 3] does not fit into x [1, 1, 2, 2]",            () => ops.conv2d(zeros(1, 1, 2, 2), zeros(1, 1, 3, 3))],
    ["ERR_SHAPE", "conv2d: expected a bias of shape [2], got [1]",                          () => ops.conv2d(zeros(1, 1, 3, 3), zeros(2, 1, 3, 3), zeros(1))],
    ["ERR_SHAPE", "maxPool2d: expected x of shape [n, c, h, w], got [4, 4]",                () => ops.maxPool2d(zeros(4, 4), 2)],
    ["ERR_SHAPE", "avgPool2d: padding [2, 2] must be at most half of the kernel [3, 3]",    () => ops.avgPool2d(zeros(1, 1, 4, 4), 3, { padding: 2 })],
    ["ERR_SHAPE", "maxPool2d: a window of [5, 5] does not fit into x [1, 1, 4, 4]",         () => ops.maxPool2d(zeros(1, 1, 4, 4), 5)],
    ["ERR_SHAPE", "reshape: [2, 3] has 6 elements, which do not fill [4, -1]",              () => ops.reshape(zeros(2, 3), [4, -1])],
    ["ERR_SHAPE", "expand: [2, 3] cannot be repeated to [2, 4]",                            () => ops.expand(zeros(2, 3), [2, 4])],
    ["ERR_SHAPE", "expand: [3] cannot be repeated to [-1, 3]",                              () => ops.expand(zeros(3), [-1, 3])],
    ["ERR_SHAPE", "slice: [1, 2] … [3, 4] does not lie within shape [2, 4]",                () => ops.slice(zeros(2, 4), [1, 2], [3, 4])],
    ["ERR_SHAPE", "max: nothing has no extremum; axes [1] of shape [2, 0] are empty",       () => ops.max(zeros(2, 0), { axes: 1 })],
    ["ERR_SHAPE", "min: nothing has no extremum",                                           () => ops.min(zeros(0))],
    ["ERR_SHAPE", "argmax: nothing has no extremum",                                        () => ops.argmax(zeros(0))],
    ["ERR_SHAPE", "layerNorm: x [2, 3] needs gamma and beta of shape [3], got [2] and [3]", () => ops.layerNorm(zeros(2, 3), zeros(2), zeros(3))],
    ["ERR_SHAPE", "batchNorm: x [2, 3] is [n, c, …] and needs one value a channel, got [2]", () => ops.batchNorm(zeros(2, 3), zeros(2), zeros(3))],
    ["ERR_SHAPE", "mse: expected two tensors of one shape, got [2] and [3]",                () => ops.mse(zeros(2), zeros(3))],
    ["ERR_SHAPE", "tensor: shape [2, 2] needs 4 values, got 3",                             () => engine.tensor([1, 2, 3], [2, 2])],
    ["ERR_SHAPE", "gather: expected an i32 index of shape [2], got i32 [3]",                () => ops.gather(zeros(2, 3), 1, integers(0, 0, 0))],
    ["ERR_SHAPE", "gatherRows: expected x [rows, d] and an i32 index [n], got [2, 3] and f32 [2]", () => ops.gatherRows(zeros(2, 3), zeros(2))],
    ["ERR_SHAPE", "crossEntropy: logits [2, 3] need i32 targets of shape [2], got f32 [2]", () => ops.crossEntropy(zeros(2, 3), zeros(2))],
    ["ERR_SHAPE", "crossEntropy: logits [2, 3] need i32 targets of shape [2], got i32 [3]", () => ops.crossEntropy(zeros(2, 3), integers(0, 1, 2))],
    ["ERR_SHAPE", "crossEntropy: logits [2, 3] need class weights of shape [3], got [2]",   () => ops.crossEntropy(zeros(2, 3), integers(0, 1), { classWeights: zeros(2) })],
    ["ERR_AXIS",  "sum: axis must be in -2 … 1, got 2",                                     () => ops.sum(zeros(2, 3), { axes: 2 })],
    ["ERR_AXIS",  "sum: an axis is named twice in [0, -2]",                                 () => ops.sum(zeros(2, 3), { axes: [0, -2] })],
    ["ERR_AXIS",  "softmax: axis must be in -2 … 1, got -3",                                () => ops.softmax(zeros(2, 3), -3)],
    ["ERR_AXIS",  "max: axis must be in -1 … 0, got 0.5",                                   () => ops.max(zeros(2), { axes: 0.5 })],
    ["ERR_AXIS",  "permute: expected each of 2 axes once, got [0, 0]",                      () => ops.permute(zeros(2, 3), [0, 0])],
    ["ERR_DTYPE", "where: expected a u8 condition (a comparison gives one), got f32",       () => ops.where(zeros(2), zeros(2), 0)],
    ["ERR_DTYPE", 'exp: expected a float dtype, got i32; write cast(x, "f32")',             () => ops.exp(integers(1))],
    ["ERR_DTYPE", "mean: expected a float dtype, got i32",                                  () => ops.mean(integers(1))],
    ["ERR_DTYPE", "abs: expected a float dtype, got i32",                                   () => ops.abs(integers(1))],
    ["ERR_DTYPE", "variance: expected a float dtype, got i32",                              () => ops.variance(integers(1))],
    ["ERR_DTYPE", "matmul: expected float dtypes, got i32",                                 () => ops.matmul(zeros(1, 1), ops.reshape(integers(1), [1, 1]))],
    ["ERR_DTYPE", "add: expected at least one tensor, got number and number",               () => ops.add(1, 2)],
    ["ERR_DTYPE", "add: expected a tensor, got string",                                     () => ops.add(zeros(1), "1" as never)],
    ["ERR_DTYPE", "linear: expected a tensor, got object",                                  () => ops.linear(zeros(1, 1), {} as never)],
    ["ERR_DTYPE", "tensor: only float dtypes carry a gradient, got requiresGrad with i32",  () => engine.tensor(new Int32Array([1]), [1], { requiresGrad: true })],
    ["ERR_DTYPE", 'tensor: 16-bit code words need a dtype, "f16" or "bf16"',                () => engine.tensor(new Uint16Array([1]))],
  ])("%s %s", (code, message, act) => {
    using _scope = engine.scope();
    const error = errorOf(act);
    expect(error).toBeInstanceOf(AutogradError);
    expect((error as AutogradError).message).toContain(message);
    expect((error as AutogradError).code).toBe(code);
  });

  // biome-ignore format: columns
  test.each<[message: string, act: () => unknown]>([
    ["conv2d: stride: expected positive integers, got [0, 0]",     () => ops.conv2d(zeros(1, 1, 3, 3), zeros(1, 1, 2, 2), undefined, { stride: 0 })],
    ["conv2d: padding: expected integers from 0, got [-1, 0]",     () => ops.conv2d(zeros(1, 1, 3, 3), zeros(1, 1, 2, 2), undefined, { padding: [-1, 0] })],
    ["conv2d: dilation: expected positive integers, got [1.5, 1]", () => ops.conv2d(zeros(1, 1, 3, 3), zeros(1, 1, 2, 2), undefined, { dilation: [1.5, 1] })],
    ["maxPool2d: kernel size: expected positive integers, got [0, 2]", () => ops.maxPool2d(zeros(1, 1, 3, 3), [0, 2])],
    ["dropout: the probability must lie in [0, 1), got 1",         () => ops.dropout(zeros(2), 1, new Generator(1))],
    ["generator: seed must be an integer from 0 to 2^53 - 1, got -1", () => new Generator(-1)],
  ])("RangeError %s", (message, act) => {
    using _scope = engine.scope();
    const error = errorOf(act);
    expect(error).toBeInstanceOf(RangeError);
    expect((error as RangeError).message).toContain(message);
  });

  test("item() of several elements", async () => {
    using _scope = engine.scope();
    await expect(zeros(2).item()).rejects.toThrow("item: expected one element, got shape [2]");
  });
});

describe("two engines do not mix", () => {
  test.each<[string, (x: Tensor, y: Tensor) => unknown]>([
    ["add", ops.add],
    ["matmul", ops.matmul],
    ["linear", ops.linear],
    ["mse", ops.mse],
    ["where", (x, y) => ops.where(ops.equal(y, 0), x, 0)],
    ["layerNorm", (x, y) => ops.layerNorm(x, engine.zeros([1]), ops.reshape(y, [1]))],
    ["crossEntropy", (x, y) => ops.crossEntropy(x, ops.cast(ops.reshape(y, [1]), "i32"))],
    ["gather", (x, y) => ops.gather(x, 0, ops.cast(ops.reshape(y, [1]), "i32"))],
  ])("%s", (op, f) => {
    using _scope = engine.scope();
    using _otherScope = other.scope();
    expect(() => f(zeros(1, 1), other.zeros([1, 1]))).toThrow(
      `${op}: tensors of two engines (backends "cpu" and "cpu") do not mix; read one and make it anew on the other`,
    );
  });
});

describe("a disposed tensor", () => {
  test.each<[string, (x: Tensor) => unknown]>([
    ["add", (x) => ops.add(x, 1)],
    ["reshape", (x) => ops.reshape(x, [4])],
    ["permute", (x) => ops.permute(x, [1, 0])],
    ["expand", (x) => ops.expand(x, [3, 2, 2])],
    ["slice", (x) => ops.slice(x, [1])],
    ["detach", (x) => x.detach()],
    ["softmax", (x) => ops.softmax(x)],
    ["matmul", (x) => ops.matmul(x, x)],
    ["contiguous", (x) => ops.contiguous(x)],
    ["copyOf", (x) => ops.copyOf(x)],
    ["cast", (x) => ops.cast(x, "f16")],
  ])("%s says so and leaves the ledger alone", (_, f) => {
    const x = engine.zeros([2, 2]);
    x.dispose();
    x.dispose();
    expect(() => f(x)).toThrow("tensor: [2, 2] f32 was disposed (its scope ended, or dispose() was called)");
    expect(engine.ledger.report().liveBytes).toBe(0);
  });

  test("read() and item() reject", async () => {
    const x = engine.zeros([1]);
    x.dispose();
    await expect(x.read()).rejects.toThrow("was disposed");
    await expect(x.item()).rejects.toThrow("was disposed");
  });
});

function errorOf(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
}
