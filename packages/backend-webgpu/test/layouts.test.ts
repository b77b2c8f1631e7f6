import { type Dtype, denseByteLength, kernelFor, rowMajorStrides, type View } from "@binade/backend";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeOn } from "../../../tools/softwareDriver.ts";
import { createWebgpuBackend, type WebgpuBackend } from "../src/index.ts";

describeOn("lavapipe", () => {
  let backend: WebgpuBackend;
  beforeAll(async () => {
    backend = await createWebgpuBackend();
  });
  afterAll(() => backend.dispose());

  function dense(dtype: Dtype, shape: readonly number[]): View {
    const buffer = backend.alloc(denseByteLength(dtype, shape));
    return { buffer, dtype, shape, strides: rowMajorStrides(shape), offset: 0 };
  }
  const i32Of = async ({ buffer, shape }: View): Promise<Int32Array> => {
    const count = shape.reduce((product, size) => product * size, 1);
    return new Int32Array((await backend.read(buffer, 0, 4 * count)).buffer);
  };

  test("more invocations than one row of work groups has are split over two axes", async () => {
    const count = 65535 * 64 + 1001;
    const [x, y] = [dense("u8", [4 * count]), dense("u8", [4 * count])];
    const bytes = new Uint8Array(4 * count).map((_, i) => (i * 7 + (i >> 9)) & 255);
    backend.write(x.buffer, bytes);
    kernelFor(backend, "copy")([y], [x], {});
    expect(Buffer.compare(await backend.read(y.buffer, 0, 4 * count), bytes)).toBe(0);
    for (const { buffer } of [x, y]) backend.free(buffer);
  });

  test("so are the work groups of many small matrix products", async () => {
    const batches = 65535 + 5;
    const [a, b] = [dense("u8", [batches, 1, 1]), dense("u8", [1, 1])];
    backend.write(
      a.buffer,
      new Uint8Array(batches).map((_, i) => i % 251),
    );
    backend.write(b.buffer, Uint8Array.of(3));
    const [x, w, y] = [dense("f32", [batches, 1, 1]), dense("f32", [1, 1]), dense("f32", [batches, 1, 1])];
    kernelFor(backend, "cast")([x], [a], {});
    kernelFor(backend, "cast")([w], [b], {});
    kernelFor(backend, "matmul")([y], [x, { ...w, shape: [batches, 1, 1], strides: [0, 1, 1] }], {});
    const products = new Float32Array((await backend.read(y.buffer, 0, 4 * batches)).buffer);
    expect(products.every((product, i) => product === (i % 251) * 3)).toBe(true);
    for (const { buffer } of [a, b, x, w, y]) backend.free(buffer);
  });

  test("eight axes that do not merge are walked, nine are an error that says so", async () => {
    const stored = dense("i32", [2, 2, 2, 2, 2, 2, 2, 2]);
    backend.write(stored.buffer, new Uint8Array(Int32Array.from({ length: 256 }, (_, i) => i).buffer));
    const reversed = { ...stored, strides: [...stored.strides].reverse() };
    const y = dense("i32", stored.shape);
    kernelFor(backend, "copy")([y], [reversed], {});
    const bits = (i: number): number => Number.parseInt(i.toString(2).padStart(8, "0").split("").reverse().join(""), 2);
    expect(Array.from(await i32Of(y))).toEqual(Array.from({ length: 256 }, (_, i) => bits(i)));
    const nine = { ...dense("i32", [512]), shape: new Array(9).fill(2), strides: [1, 2, 4, 8, 16, 32, 64, 128, 256] };
    expect(() => kernelFor(backend, "copy")([dense("i32", nine.shape)], [nine], {})).toThrow("at most 8 axes");
  });

  test("a view that runs backwards is read backwards", async () => {
    const x = dense("i32", [5]);
    backend.write(x.buffer, new Uint8Array(Int32Array.of(1, 2, 3, 4, 5).buffer));
    const y = dense("i32", [5]);
    kernelFor(backend, "copy")([y], [{ ...x, strides: [-1], offset: 4 }], {});
    expect(Array.from(await i32Of(y))).toEqual([5, 4, 3, 2, 1]);
  });

  test("kernels in place take several views of one buffer", async () => {
    const words = dense("i32", [16]);
    const floats = Float32Array.of(3, 4);
    backend.write(words.buffer, new Uint8Array(floats.buffer), 0);
    backend.write(words.buffer, new Uint8Array(Float32Array.of(12, 0).buffer), 8);
    const part = (dtype: Dtype, offset: number, size: number): View => ({
      ...words,
      dtype,
      shape: [size],
      strides: [1],
      offset,
    });
    const [first, second, state] = [part("f32", 0, 2), part("f32", 2, 2), part("i32", 8, 4)];
    kernelFor(backend, "clip")([state, first, second], [], { maxNorm: 6.5 });
    const result = new Float32Array((await backend.read(words.buffer, 0, 64)).buffer);
    expect(result[10]).toBe(13);
    expect(result[11]).toBeCloseTo(0.5, 6);
    expect(Array.from(result.subarray(0, 4), (x) => Math.round(x * 1000) / 1000)).toEqual([1.5, 2, 6, 0]);
  });

  test("an index out of range rejects the next read with ERR_INDEX, and the one after it works", async () => {
    const [x, y, index] = [dense("f32", [3, 2]), dense("f32", [2, 2]), dense("i32", [2])];
    backend.write(index.buffer, new Uint8Array(Int32Array.of(1, 3).buffer));
    kernelFor(backend, "gatherRows")([y], [x, index], {});
    await expect(backend.read(y.buffer, 0, 16)).rejects.toMatchObject({
      code: "ERR_INDEX",
      message: "index: expected 0 … 2, got 3 at position 1",
    });
    expect((await backend.read(y.buffer, 0, 16)).byteLength).toBe(16);
  });

  test("a call that the contract refuses is no dispatch", () => {
    const { dispatches } = backend.stats();
    const call = () =>
      kernelFor(backend, "binary")([dense("f32", [2])], [dense("f32", [2]), dense("i32", [2])], { op: "add" });
    expect(call).toThrow("binary: expected one dtype for the operands, got f32 and f32 and i32");
    expect(backend.stats().dispatches).toBe(dispatches);
  });

  test("a thousand kernels of one batch after the other keep their order", async () => {
    const x = dense("i32", [3]);
    const y = dense("i32", [3]);
    const one = dense("i32", [3]);
    kernelFor(backend, "fill")([one], [], { value: 1 });
    let [from, to] = [x, y];
    for (let i = 0; i < 1000; i++) {
      kernelFor(backend, "binary")([to], [from, one], { op: "add" });
      [from, to] = [to, from];
    }
    expect(Array.from(await i32Of(from))).toEqual([1000, 1000, 1000]);
  });
});
