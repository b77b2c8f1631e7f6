/** Kernels of a training step on tensors of several chunks: word for word the reference's, for any number of threads. */
import {
  type Backend,
  canonicalizeNaN,
  type Dtype,
  denseByteLength,
  dtypes,
  type KernelName,
  type KernelParams,
  kernelFor,
  optimizerStateLayout,
  type View,
} from "@binade/backend";
import { createCpuBackend } from "@binade/backend-cpu";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Candidates, createCandidates } from "./support/candidates.ts";

let reference: Backend;
let candidates: Candidates;
beforeAll(async () => {
  [reference, candidates] = await Promise.all([createCpuBackend(), createCandidates()]);
});
afterAll(() => Promise.all([reference.dispose(), candidates.dispose(20)]));

/** A tensor as its f32 values, or an i32 one as its words. */
interface Tensor {
  readonly dtype: Dtype;
  readonly values: readonly number[];
}

const count = 40_001;

/** Mixed exponents and signs. */
function numbers(seed: number, dtype: Dtype = "f32"): Tensor {
  const values = Array.from({ length: count }, (_, i) => Math.sin((i + 1) * seed) * 2 ** (-(i * 7) % 11));
  return { dtype, values };
}

function withValues({ dtype, values }: Tensor, replaced: Readonly<Record<number, number>>): Tensor {
  return { dtype, values: values.map((value, i) => replaced[i] ?? value) };
}

/** State words: scale 8 for the scaler, a step of 3 for the optimizer. */
const scalerState: Tensor = { dtype: "i32", values: [new Int32Array(Float32Array.of(8).buffer)[0] as number, 0] };
const optimizerState = (parameters: number): Tensor => {
  const values = new Array<number>(optimizerStateLayout.flags + parameters).fill(0);
  values[optimizerStateLayout.step] = 3;
  return { dtype: "i32", values };
};

function upload(backend: Backend, { dtype, values }: Tensor): View {
  const vector = (of: Dtype): View => {
    const buffer = backend.alloc(denseByteLength(of, [values.length]));
    return { buffer, dtype: of, shape: [values.length], strides: [1], offset: 0 };
  };
  const source = vector(dtype === "i32" ? "i32" : "f32");
  const words = dtype === "i32" ? Int32Array.from(values) : Float32Array.from(values);
  backend.write(source.buffer, new Uint8Array(words.buffer));
  if (source.dtype === dtype) return source;
  const view = vector(dtype);
  kernelFor(backend, "cast")([view], [source], {});
  return view;
}

async function wordsOf(backend: Backend, { buffer, dtype, shape }: View): Promise<number[]> {
  const bytes = await backend.read(buffer, 0, denseByteLength(dtype, shape));
  const array = { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array }[dtypes[dtype].byteWidth];
  const words = new array(bytes.slice().buffer);
  return Array.from(dtype === "i32" ? words : canonicalizeNaN(dtype, words));
}

/** Run in place on every backend and compare all outputs; gives those of the reference. */
async function expectSame<N extends KernelName>(
  name: N,
  outputs: readonly Tensor[],
  inputs: readonly Tensor[],
  params: KernelParams[N],
): Promise<number[][]> {
  const run = async (backend: Backend): Promise<number[][]> => {
    const [targets, sources] = [outputs, inputs].map((all) => all.map((tensor) => upload(backend, tensor)));
    kernelFor(backend, name)(targets as View[], sources as View[], params);
    return Promise.all((targets as View[]).map((view) => wordsOf(backend, view)));
  };
  const wanted = await run(reference);
  for (const backend of candidates.backends) {
    const got = await run(backend);
    const differing = wanted.map((words, i) => words.filter((word, j) => got[i]?.[j] !== word).length);
    expect(differing).toEqual(wanted.map(() => 0));
  }
  return wanted;
}

describe("unscaleAndCheck", () => {
  test.each(["f32", "f16"] as const)(
    "%s gradients with an infinity and a NaN in chunks of their own",
    async (dtype) => {
      const infinite = withValues(numbers(1, dtype), { 3: Number.POSITIVE_INFINITY });
      const mixed = withValues(numbers(2, dtype), { 17000: Number.NaN, 39000: Number.NEGATIVE_INFINITY });
      const parameters = [0, 1, 2];
      const outputs = [optimizerState(3), infinite, numbers(3, dtype), mixed];
      const [state] = await expectSame("unscaleAndCheck", outputs, [scalerState], { parameters, recheck: false });
      expect(state?.slice(optimizerStateLayout.flags)).toEqual([2, 0, 6]);
      await expectSame("unscaleAndCheck", outputs, [scalerState], { parameters, recheck: true });
    },
  );

  test("what overflows only by the multiplication is found by the second look", async () => {
    const small: Tensor = { dtype: "i32", values: [new Int32Array(Float32Array.of(2 ** -20).buffer)[0] as number, 0] };
    const large = withValues(numbers(1), { 39999: 2 ** 120 });
    const outputs = [optimizerState(1), large];
    const [once] = await expectSame("unscaleAndCheck", outputs, [small], { parameters: [0], recheck: false });
    const [twice] = await expectSame("unscaleAndCheck", outputs, [small], { parameters: [0], recheck: true });
    expect([once, twice].map((state) => state?.[optimizerStateLayout.flags])).toEqual([0, 2]);
  });
});

test.each(["f32", "bf16"] as const)("clip of two %s gradients", async (dtype) => {
  await expectSame("clip", [optimizerState(2), numbers(1, dtype), numbers(2, dtype)], [], { maxNorm: 0.5 });
});

test.each([
  [0, false],
  [0.9, false],
  [0.9, true],
])("sgdStep with momentum %d, nesterov %s", async (momentum, nesterov) => {
  const [w, buffer] = [numbers(1), numbers(2)];
  const outputs = momentum === 0 ? [w, optimizerState(1)] : [w, buffer, optimizerState(1)];
  const params = { learningRate: 0.1, momentum, nesterov, dampening: 0.25, weightDecay: 0.01, parameter: 0 };
  await expectSame("sgdStep", outputs, [numbers(3, "f16")], params);
});

test.each([true, false])("adamStep, decoupled: %s", async (decoupled) => {
  const c1: Tensor = { dtype: "f32", values: [0.1, 0.19, 0.271, 0.3439, 0.40951] };
  const c2: Tensor = { dtype: "f32", values: [0.001, 0.002, 0.003, 0.004, 0.005] };
  const squares: Tensor = { dtype: "f32", values: numbers(5).values.map(Math.abs) };
  const params = { learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.1, decoupled };
  const inputs = [numbers(3), optimizerState(1), c1, c2];
  await expectSame("adamStep", [numbers(1), numbers(2), squares], inputs, params);
});
