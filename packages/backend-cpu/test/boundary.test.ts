import {
  type Backend,
  BackendError,
  type Dtype,
  denseByteLength,
  type KernelName,
  type KernelParams,
  kernelFor,
  rowMajorStrides,
  type View,
} from "@binade/backend";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createCpuBackend } from "../src/index.ts";

let backend: Backend;
beforeAll(async () => {
  backend = await createCpuBackend();
});
afterAll(() => backend.dispose());

/** A dense view of a buffer of its own. */
function dense(dtype: Dtype, shape: readonly number[]): View {
  return {
    buffer: backend.alloc(denseByteLength(dtype, shape)),
    dtype,
    shape,
    strides: rowMajorStrides(shape),
    offset: 0,
  };
}

function call<N extends KernelName>(
  name: N,
  outputs: readonly View[],
  inputs: readonly View[],
  params: KernelParams[N],
): () => void {
  return () => kernelFor(backend, name)(outputs, inputs, params);
}

/** The call throws a {@link BackendError} of the code whose message contains the text. */
function expectFailure(run: () => void, code: string, text: string): void {
  let caught: unknown;
  try {
    run();
  } catch (error) {
    caught = error;
  }
  expect(caught).toBeInstanceOf(BackendError);
  expect((caught as BackendError).code).toBe(code);
  expect((caught as BackendError).message).toContain(text);
}

const window = { kernelSize: [2, 2], stride: [1, 1], padding: [0, 0], dilation: [1, 1] } as const;
const maxPooling = { ...window, op: "max", countIncludePad: true } as const;
const sgd = { learningRate: 0.1, momentum: 0, dampening: 0, weightDecay: 0, nesterov: false, parameter: 0 };
const adam = { learningRate: 0.1, beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0, decoupled: false };
const f = (...shape: number[]): View => dense("f32", shape);
const h = (...shape: number[]): View => dense("f16", shape);
const n = (...shape: number[]): View => dense("i32", shape);
const b = (...shape: number[]): View => dense("u8", shape);

type Row = readonly [title: string, run: () => () => void, code: string, text: string];

// biome-ignore format: columns
const dtypeRows: readonly Row[] = [
  ["binary f32 × i32",            () => call("binary", [f(2)], [f(2), n(2)], { op: "add" }),             "ERR_DTYPE",             "binary: expected one dtype for the operands, got f32 and f32 and i32"],
  ["binary f32 × f16",            () => call("binary", [f(2)], [f(2), h(2)], { op: "add" }),             "ERR_DTYPE",             "one dtype"],
  ["binary f32 → f16",            () => call("binary", [h(2)], [f(2), f(2)], { op: "add" }),             "ERR_DTYPE",             "one dtype"],
  ["binary u8",                   () => call("binary", [b(2)], [b(2), b(2)], { op: "add" }),             "ERR_UNSUPPORTED_DTYPE", 'backend "cpu" does not compute u8 (it computes f32, f16, bf16, i32)'],
  ["i32 ÷ i32",                   () => call("binary", [n(2)], [n(2), n(2)], { op: "div" }),             "ERR_UNSUPPORTED_DTYPE", "expected a float for div, got i32"],
  ["i32 to a power",              () => call("binary", [n(2)], [n(2), n(2)], { op: "pow" }),             "ERR_UNSUPPORTED_DTYPE", "expected a float for pow, got i32"],
  ["unary f16 → f32",             () => call("unary", [f(2)], [h(2)], { op: "neg" }),                    "ERR_DTYPE",             "one dtype"],
  ["unary of i32",                () => call("unary", [n(2)], [n(2)], { op: "abs" }),                    "ERR_UNSUPPORTED_DTYPE", "does not compute i32"],
  ["copy f32 → i32",              () => call("copy", [n(2)], [f(2)], {}),                                "ERR_DTYPE",             "one dtype"],
  ["fill of e4m3fn",              () => call("fill", [dense("e4m3fn", [2])], [], { value: 1 }),          "ERR_UNSUPPORTED_DTYPE", "e4m3fn"],
  ["binary of e4m3fn",            () => call("binary", [dense("e4m3fn", [2])], [dense("e4m3fn", [2]), dense("e4m3fn", [2])], { op: "mul" }), "ERR_UNSUPPORTED_DTYPE", "e4m3fn"],
  ["matmul to e4m3fn",            () => call("matmul", [dense("e4m3fn", [1, 1])], [f(1, 1), f(1, 1)], {}), "ERR_DTYPE", "e4m3fn"],
  ["matmul to i32",               () => call("matmul", [n(1, 1)], [f(1, 1), f(1, 1)], {}),               "ERR_UNSUPPORTED_DTYPE", "i32"],
  ["compare into f32",            () => call("compare", [f(2)], [f(2), f(2)], { op: "lt" }),             "ERR_DTYPE",             "expected u8 for the output, got f32"],
  ["compare f32 with i32",        () => call("compare", [b(2)], [f(2), n(2)], { op: "lt" }),             "ERR_DTYPE",             "f32 and i32"],
  ["select on an i32 condition",  () => call("select", [f(2)], [n(2), f(2), f(2)], {}),                  "ERR_DTYPE",             "expected u8 for the condition, got i32"],
  ["select of two dtypes",        () => call("select", [f(2)], [b(2), f(2), h(2)], {}),                  "ERR_DTYPE",             "one dtype"],
  ["argmax into f32",             () => call("reduce", [f()], [f(2)], { op: "argmax", axes: [0] }),      "ERR_DTYPE",             "expected i32 for the argmax of f32, got f32"],
  ["sum of f32 into i32",         () => call("reduce", [n()], [f(2)], { op: "sum", axes: [0] }),         "ERR_DTYPE",             "the sum of f32"],
  ["sum of i32 into f32",         () => call("reduce", [f()], [n(2)], { op: "sum", axes: [0] }),         "ERR_DTYPE",             "the sum of i32"],
  ["mean of i32",                 () => call("reduce", [n()], [n(2)], { op: "mean", axes: [0] }),        "ERR_UNSUPPORTED_DTYPE", "expected a float dtype for mean, got i32"],
  ["max f16 → bf16",              () => call("reduce", [dense("bf16", [])], [h(2)], { op: "max", axes: [0] }), "ERR_DTYPE",       "the max of f16"],
  ["pool into another dtype",     () => call("pool", [h(1, 1, 1, 1), n(1, 1, 1, 1)], [f(1, 1, 2, 2)], maxPooling), "ERR_DTYPE",   "one dtype"],
  ["pool index in f32",           () => call("pool", [f(1, 1, 1, 1), f(1, 1, 1, 1)], [f(1, 1, 2, 2)], maxPooling), "ERR_DTYPE",   "expected i32 for the index"],
  ["gather by f32",               () => call("gatherRows", [f(1, 2)], [f(3, 2), f(1)], {}),              "ERR_DTYPE",             "expected i32 for the index"],
  ["col2im of f16 columns",       () => call("col2im", [h(1, 1, 2, 2)], [h(1, 1, 2, 2, 1, 1)], window),  "ERR_DTYPE",             "expected f32 for the columns"],
  ["random words as f32",         () => call("random", [f(4)], [], { kind: "words", seed: 0, stream: 0 }), "ERR_DTYPE",           "expected i32 for the output"],
  ["uniform as f16",              () => call("random", [h(4)], [], { kind: "uniform", seed: 0, stream: 0, low: 0, high: 1 }), "ERR_DTYPE", "expected f32 for the output"],
  ["normal as f16",               () => call("random", [h(4)], [], { kind: "normal", seed: 0, stream: 0 }), "ERR_DTYPE",          "expected f32 for the output"],
  ["sgd on f16 weights",          () => call("sgdStep", [h(2), n(5)], [f(2)], sgd),                      "ERR_DTYPE",             "weights and buffer"],
  ["sgd on a f32 state",          () => call("sgdStep", [f(2), f(5)], [f(2)], sgd),                      "ERR_DTYPE",             "the optimizer state"],
  ["adam with i32 gradients",     () => call("adamStep", [f(2), f(2), f(2)], [n(2), n(4), f(1), f(1)], adam), "ERR_DTYPE",        "the gradient"],
];

// biome-ignore format: columns
const shapeRows: readonly Row[] = [
  ["inner axes that differ",      () => call("matmul", [f(2, 2)], [f(2, 3), f(4, 2)], {}),               "matmul: expected […, m, k] × […, k, n] for operands, got [2,3] and [4,2]"],
  ["batch axes that differ",      () => call("matmul", [f(2, 2, 2)], [f(2, 2, 3), f(3, 3, 2)], {}),      "the second operand"],
  ["ranks that differ",           () => call("matmul", [f(2, 2)], [f(2, 2, 3), f(3, 2)], {}),            "operands"],
  ["vectors",                     () => call("matmul", [f(2)], [f(2), f(2)], {}),                        "operands"],
  ["a product's shape",           () => call("matmul", [f(2, 3)], [f(2, 3), f(3, 2)], {}),               "expected shape [2,2] for the output, got [2,3]"],
  ["a bias of one row",           () => call("matmul", [f(2, 2)], [f(2, 3), f(3, 2), f(2)], {}),         "the bias (broadcast by stride 0)"],
  ["one matmul operand",          () => call("matmul", [f(2, 2)], [f(2, 2)], {}),                        "expected 1 outputs ← 2 inputs for the operands, got 1 ← 1"],
  ["one binary operand",          () => call("binary", [f(2)], [f(2)], { op: "add" }),                   "1 outputs ← 2 inputs"],
  ["two outputs",                 () => call("unary", [f(2), f(2)], [f(2)], { op: "neg" }),              "1 outputs ← 1 inputs"],
  ["an input of fill",            () => call("fill", [f(2)], [f(2)], { value: 0 }),                      "1 outputs ← 0 inputs"],
  ["shapes that would broadcast", () => call("binary", [f(2, 3)], [f(2, 3), f(3)], { op: "add" }),       "expected shape [2,3] for every input (broadcast by stride 0), got [3]"],
  ["axes that descend",           () => call("reduce", [f()], [f(2, 2)], { op: "sum", axes: [1, 0] }),   "ascending ones below 2"],
  ["an axis named twice",         () => call("reduce", [f(2)], [f(2, 2)], { op: "sum", axes: [0, 0] }),  "ascending"],
  ["an axis that is not there",   () => call("reduce", [f(2)], [f(2)], { op: "sum", axes: [1] }),        "axes"],
  ["a reduction's shape",         () => call("reduce", [f(3)], [f(2, 3)], { op: "sum", axes: [1] }),     "expected shape [2] for the output, got [3]"],
  ["max of an empty axis",        () => call("reduce", [f(2)], [f(2, 0)], { op: "max", axes: [1] }),     "max of an empty axis has no value"],
  ["argmax of an empty axis",     () => call("reduce", [n(2)], [f(2, 0)], { op: "argmax", axes: [1] }),  "argmax of an empty axis"],
  ["columns of another window",   () => call("im2col", [f(1, 2, 2, 1, 2, 2)], [f(1, 1, 2, 2)], window),  "expected shape [1,2,2,1,1,1] for the columns"],
  ["a window that does not fit",  () => call("im2col", [f(1, 2, 2, 1, 0, 0)], [f(1, 1, 1, 1)], window),  "one that fits into [1,1]"],
  ["stride 0",                    () => call("im2col", [f(1, 2, 2, 1, 1, 1)], [f(1, 1, 2, 2)], { ...window, stride: [0, 1] }), "integers of at least 1 for stride"],
  ["an image of three axes",      () => call("pool", [f(1, 1, 1), n(1, 1, 1)], [f(1, 2, 2)], maxPooling), "expected 4 axes for the image"],
  ["padding of a whole kernel",   () => call("pool", [f(1, 1, 5, 5), n(1, 1, 5, 5)], [f(1, 1, 2, 2)], { ...maxPooling, padding: [2, 2] }), "at most half of the kernel"],
  ["a dilated pooling",           () => call("pool", [f(1, 1, 1, 1), n(1, 1, 1, 1)], [f(1, 1, 3, 3)], { ...maxPooling, dilation: [2, 2] }), "the dilation of a pooling"],
  ["max pooling without index",   () => call("pool", [f(1, 1, 1, 1)], [f(1, 1, 2, 2)], maxPooling),      "2 outputs ← 1 inputs"],
  ["a gather's shape",            () => call("gatherRows", [f(2, 2)], [f(3, 2), n(3)], {}),              "expected shape [3,2] for the output"],
  ["an index of two axes",        () => call("gatherRows", [f(2, 2)], [f(3, 2), n(1, 2)], {}),           "expected 1 axes for the index"],
  ["a scatter's shape",           () => call("scatterAddRows", [f(3, 2)], [f(2, 3), n(2)], {}),          "the gradient"],
  ["momentum without a buffer",   () => call("sgdStep", [f(2), n(5)], [f(2)], { ...sgd, momentum: 0.9 }), "3 outputs ← 1 inputs"],
  ["a buffer without momentum",   () => call("sgdStep", [f(2), f(2), n(5)], [f(2)], sgd),                "2 outputs ← 1 inputs"],
  ["a gradient's shape",          () => call("sgdStep", [f(2), n(5)], [f(3)], sgd),                      "weights, their state and gradient"],
  ["a state without the flag",    () => call("sgdStep", [f(2), n(5)], [f(2)], { ...sgd, parameter: 1 }), "at least 6 dense words"],
  ["a moment's shape",            () => call("adamStep", [f(2), f(3), f(2)], [f(2), n(4), f(1), f(1)], adam), "weights, their state and gradient"],
  ["an empty table",              () => call("adamStep", [f(2), f(2), f(2)], [f(2), n(4), f(0), f(1)], adam), "a table of bias corrections"],
  ["a short scaler state",        () => call("updateScale", [n(1)], [], { dynamic: true, growthFactor: 2, backoffFactor: 0.5, growthInterval: 1, growthTest: "equal", minScale: 0, maxScale: 1 }), "at least 2 dense words"],
  ["parameters that are missing", () => call("unscaleAndCheck", [n(5), f(2)], [n(2)], { parameters: [], recheck: false }), "1 outputs ← 1 inputs"],
].map(([title, run, text]) => [title, run, "ERR_SHAPE", text] as Row);

describe("a kernel's boundary", () => {
  test.each([...dtypeRows, ...shapeRows])("%s is an error that says so", (_, run, code, text) => {
    expectFailure(run(), code, text);
  });

  test("index of a max pooling's gradient outside the plane is ERR_INDEX", () => {
    const index = n(1, 1, 1, 1);
    backend.write(index.buffer, Uint8Array.of(4, 0, 0, 0));
    expectFailure(
      call("poolGradient", [f(1, 1, 2, 2)], [f(1, 1, 1, 1), index], maxPooling),
      "ERR_INDEX",
      "got 4 at position 0",
    );
  });

  test.each([-1, 1.5, 2 ** 53, Number.NaN])("seed %d of a stream is a RangeError (N16)", (seed) => {
    expect(call("random", [n(4)], [], { kind: "words", seed, stream: 0 })).toThrow(RangeError);
  });

  test.each([-1, 0.5, 2 ** 32])("stream %d is a RangeError (N16)", (stream) => {
    expect(call("random", [n(4)], [], { kind: "words", seed: 0, stream })).toThrow(RangeError);
  });

  test("a failed check writes nothing and is no dispatch", async () => {
    const y = f(2);
    backend.write(y.buffer, Uint8Array.of(1, 2, 3, 4));
    const { dispatches } = backend.stats();
    expect(call("binary", [y], [f(2), n(2)], { op: "add" })).toThrow(BackendError);
    expect(backend.stats().dispatches).toBe(dispatches);
    expect(Array.from(await backend.read(y.buffer, 0, 4))).toEqual([1, 2, 3, 4]);
  });
});

describe("views", () => {
  test("an output that aliases an input is ERR_ALIAS, but for kernels in place (N17)", () => {
    const x = f(2);
    expectFailure(call("unary", [x], [x], { op: "neg" }), "ERR_ALIAS", `share buffer ${x.buffer}`);
    expectFailure(call("binary", [x], [f(2), x], { op: "add" }), "ERR_ALIAS", "share buffer");
    const whole = f(4);
    const [front, back] = [
      { ...whole, shape: [2], strides: [1] },
      { ...whole, shape: [2], strides: [1], offset: 2 },
    ];
    expectFailure(call("copy", [front], [back], {}), "ERR_ALIAS", "share buffer");
  });

  test("two outputs that share elements are ERR_ALIAS, two halves of a buffer are not (N17)", () => {
    const whole = f(4);
    const half = (offset: number): View => ({ ...whole, shape: [2], strides: [1], offset });
    expect(call("clip", [n(4), half(0), half(2)], [], { maxNorm: 1 })).not.toThrow();
    expectFailure(call("clip", [n(4), half(0), half(1)], [], { maxNorm: 1 }), "ERR_ALIAS", "two outputs");
    expectFailure(call("clip", [n(4), whole, whole], [], { maxNorm: 1 }), "ERR_ALIAS", "two outputs");
  });

  test("an output that is not dense is ERR_SHAPE, axes of size 1 do not matter", () => {
    const transposed = { ...f(2, 3), strides: [1, 2] };
    expectFailure(
      call("fill", [transposed], [], { value: 1 }),
      "ERR_SHAPE",
      "an output must be dense, got shape [2,3] with strides [1,2]",
    );
    expectFailure(call("fill", [{ ...f(4), strides: [0] }], [], { value: 1 }), "ERR_SHAPE", "dense");
    expect(call("fill", [{ ...f(1, 4), strides: [99, 1] }], [], { value: 1 })).not.toThrow();
  });

  test("an output starts on a 32-bit word (N17)", () => {
    const whole = h(8);
    expectFailure(
      call("fill", [{ ...whole, shape: [2], offset: 1 }], [], { value: 1 }),
      "ERR_SHAPE",
      "start on a 32-bit word, got offset 1 of f16",
    );
    expect(call("fill", [{ ...whole, shape: [2], offset: 2 }], [], { value: 1 })).not.toThrow();
  });

  test("a view that leaves its buffer is ERR_BUFFER, at either end", () => {
    const x = f(4);
    const reach = (shape: readonly number[], strides: readonly number[], offset: number): View => ({
      ...x,
      shape,
      strides,
      offset,
    });
    for (const view of [
      reach([5], [1], 0),
      reach([4], [1], 1),
      reach([2], [4], 0),
      reach([2], [-1], 0),
      reach([2, 2], [3, 1], 1),
    ]) {
      expectFailure(call("copy", [f(...view.shape)], [view], {}), "ERR_BUFFER", "lie outside buffer");
    }
    expectFailure(call("fill", [reach([5], [1], 0)], [], { value: 0 }), "ERR_BUFFER", "elements 0 … 4");
    expect(call("copy", [f(100)], [reach([100], [0], 3)], {})).not.toThrow();
    expect(call("copy", [f(0, 9)], [reach([0, 9], [9, 1], 0)], {})).not.toThrow();
  });

  test("strides and shape of different length are ERR_SHAPE", () => {
    expectFailure(call("copy", [f(2)], [{ ...f(2), strides: [] }], {}), "ERR_SHAPE", "one stride an axis");
  });

  test("a state view begins at its offset", async () => {
    const words = n(8);
    const state: View = { ...words, shape: [4], offset: 4 };
    kernelFor(backend, "advanceStep")([state], [], {});
    const bytes = await backend.read(words.buffer, 0, 32);
    expect(Array.from(new Int32Array(bytes.buffer, bytes.byteOffset, 8))).toEqual([0, 0, 0, 0, 0, 1, 0, 0]);
  });
});
