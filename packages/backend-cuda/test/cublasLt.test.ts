/** Products by cuBLASLt, with one of our own in the place of NVIDIA's: which it takes, and how it is told. */
import { type Backend, BackendError, type Dtype, elementCount, kernelFor, type View } from "@binade/backend";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { createCudaBackend } from "../src/index.ts";
import { setFaults, useFakeCublasLt, useFakeDriver } from "./support/fakeDriver.ts";
import { describeBuilt } from "./support/hostDevice.ts";

const ampere = { capability: 80 };
type Floating = "f16" | "bf16" | "f32";

/** What is done with one product, in the order of the axes of a matrix. */
interface Case {
  readonly dtype?: Floating;
  readonly result?: Floating;
  readonly shape?: readonly [m: number, k: number, n: number];
  readonly batch?: readonly number[];
  readonly transposed?: readonly ("a" | "b")[];
  /** Elements between the rows that belong to none. */
  readonly gap?: number;
  /** Elements before the first. */
  readonly offset?: number;
  /** Axes of the batch along which `a` is the same. */
  readonly shared?: readonly number[];
  readonly bias?: readonly number[];
  readonly biasDtype?: Floating;
  readonly isTaken?: boolean;
}

const cases: readonly (readonly [title: string, given: Case])[] = [
  ["f16", {}],
  ["bf16", { dtype: "bf16" }],
  ["f16 to f32", { result: "f32" }],
  ["bf16 to f32", { dtype: "bf16", result: "f32" }],
  ["a transposed", { transposed: ["a"] }],
  ["b transposed", { transposed: ["b"] }],
  ["both transposed", { transposed: ["a", "b"] }],
  ["rows with gaps", { gap: 3 }],
  ["columns with gaps", { gap: 3, transposed: ["a", "b"] }],
  ["at an odd address", { offset: 1 }],
  ["a batch", { batch: [3] }],
  ["a batch of two axes that merge", { batch: [2, 2] }],
  ["a batch with one a", { batch: [3], shared: [0] }],
  ["a batch with an a for two, which does not merge", { batch: [2, 2], shared: [1], isTaken: false }],
  ["one row", { shape: [1, 9, 5] }],
  ["one row, whose stride says nothing", { shape: [1, 9, 5], shared: [0] }],
  ["one column", { shape: [5, 9, 1] }],
  ["one product each", { shape: [5, 1, 4] }],
  ["one number", { shape: [1, 1, 1] }],
  ["no products", { shape: [3, 0, 4], isTaken: false }],
  ["no rows", { shape: [0, 3, 4], isTaken: false }],
  ["a bias of a row", { bias: [4] }],
  ["a bias of a row, in f32 as the result is", { bias: [4], result: "f32", biasDtype: "f32" }],
  ["a bias of another dtype", { bias: [4], result: "f32", isTaken: false }],
  ["a bias of a column", { bias: [3, 1], isTaken: false }],
  ["a bias of one number", { bias: [1], isTaken: false }],
  ["f32", { dtype: "f32", isTaken: false }],
];

describeBuilt("fakeCublasLt", () => {
  beforeAll(useFakeDriver);
  afterEach(() => setFaults({}));

  test("without cuBLASLt it is ERR_UNAVAILABLE, with the reason and the fix", async () => {
    setFaults(ampere);
    const failure = await failureOf(() => createCudaBackend({ tier: "fast", provider: "cublasLt" }));
    expect(failure.code).toBe("ERR_UNAVAILABLE");
    expect(failure.message).toMatch(/no cuBLASLt: libcublasLt\.so\.13: .*pip install nvidia-cublas/);
  });

  describe("with cuBLASLt", () => {
    beforeAll(useFakeCublasLt);

    test("that does not start it is ERR_UNAVAILABLE", async () => {
      setFaults({ ...ampere, cublasNotInitialized: 1 });
      const failure = await failureOf(() => createCudaBackend({ tier: "fast", provider: "cublasLt" }));
      expect(failure.message).toContain("cublasLtCreate: CUBLAS_STATUS_NOT_INITIALIZED");
    });

    // Of small whole numbers every sum is exact, so that any order gives the bits of the exact tier.
    test.each(cases)("%s", async (_, given) => {
      setFaults(ampere);
      const library = await createCudaBackend({ tier: "fast", provider: "cublasLt" });
      const exact = await createCudaBackend();
      const reserved = library.memory().reservedBytes;
      expect(await product(library, given)).toEqual(await product(exact, given));
      // the room that cuBLASLt may use is taken only for what it is asked
      expect(library.memory().reservedBytes - reserved > 2 ** 25).toBe(given.isTaken ?? true);
      await Promise.all([library.dispose(), exact.dispose()]);
    });

    test("what it has no algorithm for is left to our own kernel", async () => {
      setFaults({ ...ampere, cublasNoAlgorithm: 1 });
      const library = await createCudaBackend({ tier: "fast", provider: "cublasLt" });
      const own = await createCudaBackend({ tier: "fast" });
      expect(await product(library, {})).toEqual(await product(own, {}));
      await Promise.all([library.dispose(), own.dispose()]);
    });

    test("the host device has none", async () => {
      const create = createCudaBackend({ device: "host", tier: "fast", provider: "cublasLt" });
      await expect(create).rejects.toThrow('expected a GPU for provider "cublasLt"');
    });

    test.each([
      [{ provider: "mma" }, 'got "exact" with provider "mma"'],
      [{ tier: "fast", provider: "cutlass" }, 'expected provider "mma" or "cublasLt", got "cutlass"'],
    ])("%j is a RangeError", async (options, message) => {
      const create = createCudaBackend(options as Parameters<typeof createCudaBackend>[0]);
      await expect(create).rejects.toThrow(RangeError);
      await expect(create).rejects.toThrow(message);
    });
  });
});

async function failureOf(run: () => Promise<unknown>): Promise<BackendError> {
  const error = await run().then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(BackendError);
  return error as BackendError;
}

async function product(backend: Backend, given: Case): Promise<Uint8Array> {
  const { dtype = "f16", result = dtype, shape = [3, 5, 4], batch = [], transposed = [] } = given;
  const { gap = 0, offset = 0, shared = [], bias, biasDtype = dtype } = given;
  const [m, k, n] = shape;
  const lies = { gap, offset };
  const a = put(backend, dtype, [...batch, m, k], { ...lies, isTransposed: transposed.includes("a"), shared });
  const b = put(backend, dtype, [...batch, k, n], { ...lies, isTransposed: transposed.includes("b") });
  const y = put(backend, result, [...batch, m, n]);
  const row = bias && broadcast(put(backend, biasDtype, bias), [...batch, m, n]);
  kernelFor(backend, "matmul")([y], row ? [a, b, row] : [a, b], {});
  return backend.read(y.buffer, 0, elementCount(y.shape) * (result === "f32" ? 4 : 2));
}

interface Lies {
  readonly isTransposed?: boolean;
  readonly gap?: number;
  readonly offset?: number;
  readonly shared?: readonly number[];
}

/** Matrices of whole numbers from −4 to 4, each at its place, with 9 wherever nobody should look. */
function put(backend: Backend, dtype: Floating, shape: readonly number[], lies: Lies = {}): View {
  const { isTransposed = false, gap = 0, offset = 0, shared = [] } = lies;
  const rank = shape.length;
  const order = [...shape.keys()];
  if (isTransposed) [order[rank - 2], order[rank - 1]] = [rank - 1, rank - 2];
  const strides: number[] = new Array(rank).fill(0);
  let step = 1;
  for (const axis of order.reverse()) {
    if (shared.includes(axis)) continue;
    strides[axis] = step;
    step = step * shape[axis]! + (step === 1 ? gap : 0);
  }
  const numbers = new Float32Array(offset + Math.max(step, 1) + 8).fill(9);
  const view: View = { buffer: 0, dtype, shape, strides, offset };
  for (let i = 0; i < elementCount(shape); i++) {
    const place = placeOf(view, i);
    numbers[place] = ((place * 7 + rank) % 9) - 4;
  }
  return { ...view, buffer: uploaded(backend, dtype, numbers) };
}

function placeOf({ shape, strides, offset }: View, index: number): number {
  let [place, rest] = [offset, index];
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    place += (rest % shape[axis]!) * strides[axis]!;
    rest = Math.floor(rest / shape[axis]!);
  }
  return place;
}

function uploaded(backend: Backend, dtype: Floating, numbers: Float32Array): number {
  const dense = (type: Dtype, buffer: number): View => ({
    buffer,
    dtype: type,
    shape: [numbers.length],
    strides: [1],
    offset: 0,
  });
  const source = dense("f32", backend.alloc(numbers.byteLength));
  backend.write(source.buffer, new Uint8Array(numbers.buffer));
  const target = dense(dtype, backend.alloc(numbers.byteLength));
  kernelFor(backend, "cast")([target], [source], {});
  return target.buffer;
}

function broadcast(view: View, shape: readonly number[]): View {
  const missing = shape.length - view.shape.length;
  const strides = shape.map((size, axis) => (view.shape[axis - missing] === size ? view.strides[axis - missing]! : 0));
  return { ...view, shape, strides };
}
