import {
  type Backend,
  BackendError,
  type Dtype,
  denseByteLength,
  kernelFor,
  rowMajorStrides,
  type View,
} from "@binade/backend";
import { afterEach, describe, expect, test } from "vitest";
import { createWasmBackend } from "../src/index.ts";

let backend: Backend;
afterEach(() => backend.dispose());

function dense(dtype: Dtype, ...shape: number[]): View {
  const buffer = backend.alloc(denseByteLength(dtype, shape));
  return { buffer, dtype, shape, strides: rowMajorStrides(shape), offset: 0 };
}

const codeOf = (run: () => void): string | undefined => {
  try {
    run();
  } catch (error) {
    return error instanceof BackendError ? error.code : `${error}`;
  }
  return undefined;
};

const bytesOf = ({ buffer }: View, length: number): Promise<Uint8Array> => backend.read(buffer, 0, length);

describe("memory that runs out inside a kernel", () => {
  test("is ERR_OUT_OF_MEMORY, nothing is written, and the backend goes on", async () => {
    backend = await createWasmBackend({ memoryLimit: 2 ** 22 });
    const [a, b, y] = [dense("f16", 600, 600), dense("f16", 600, 600), dense("f16", 600, 600)];
    backend.write(y.buffer, new Uint8Array(720_000).fill(7));
    const before = backend.stats();
    expect(codeOf(() => kernelFor(backend, "matmul")([y], [a, b], {}))).toBe("ERR_OUT_OF_MEMORY");
    expect(new Set(await bytesOf(y, 720_000))).toEqual(new Set([7]));
    expect(backend.stats()).toEqual({ ...before, dispatches: before.dispatches + 1 });
    backend.free(b.buffer);
    const small = { ...a, shape: [64, 64], strides: [64, 1] };
    const result = dense("f16", 64, 64);
    expect(codeOf(() => kernelFor(backend, "matmul")([result], [small, small], {}))).toBeUndefined();
  });

  test("10 000 steps of small tensors and scratch do not grow the memory", async () => {
    backend = await createWasmBackend({ memoryLimit: 4 * 2 ** 20 });
    for (let i = 0; i < 10_000; i++) {
      const [a, y] = [dense("f16", 16, 16), dense("f16", 16, 16)];
      kernelFor(backend, "matmul")([y], [a, a], {});
      const sum = dense("f32", 16);
      kernelFor(backend, "reduce")([sum], [a], { op: "sum", axes: [0] });
      for (const { buffer } of [a, y, sum]) backend.free(buffer);
    }
    expect(backend.stats()).toMatchObject({ liveBuffers: 0, liveBytes: 0 });
  });
});

describe("an index out of range", () => {
  const indices = (view: View, ...values: number[]): void =>
    backend.write(view.buffer, new Uint8Array(Int32Array.from(values).buffer));

  test.each([3, -1, 2 ** 31 - 1])("%d is ERR_INDEX with its position, and nothing is written", async (wrong) => {
    backend = await createWasmBackend();
    const [x, index, y] = [dense("f32", 3, 2), dense("i32", 2), dense("f32", 2, 2)];
    backend.write(y.buffer, new Uint8Array(16).fill(7));
    indices(index, 0, wrong);
    const message = `index: expected 0 … 2, got ${wrong} at position 1`;
    expect(() => kernelFor(backend, "gatherRows")([y], [x, index], {})).toThrow(message);
    expect(new Set(await bytesOf(y, 16))).toEqual(new Set([7]));
    expect(codeOf(() => kernelFor(backend, "scatterAddRows")([dense("f16", 3, 2)], [y, index], {}))).toBe("ERR_INDEX");
  });

  test("of a max pooling's gradient is ERR_INDEX", async () => {
    backend = await createWasmBackend();
    const [gx, g, index] = [dense("f32", 1, 1, 2, 2), dense("f32", 1, 1, 1, 1), dense("i32", 1, 1, 1, 1)];
    indices(index, 4);
    const pooling = { kernelSize: [2, 2], stride: [1, 1], padding: [0, 0], dilation: [1, 1] } as const;
    const params = { ...pooling, op: "max", countIncludePad: false } as const;
    expect(codeOf(() => kernelFor(backend, "poolGradient")([gx], [g, index], params))).toBe("ERR_INDEX");
  });
});

describe("a call that does not fit", () => {
  test("is refused by the contract's checks before anything runs", async () => {
    backend = await createWasmBackend();
    const [x, y] = [dense("f32", 2), dense("f32", 2)];
    expect(codeOf(() => kernelFor(backend, "unary")([x], [x], { op: "neg" }))).toBe("ERR_ALIAS");
    expect(codeOf(() => kernelFor(backend, "copy")([y], [{ ...x, offset: 1 }], {}))).toBe("ERR_BUFFER");
    expect(codeOf(() => kernelFor(backend, "copy")([dense("i32", 2)], [x], {}))).toBe("ERR_DTYPE");
    expect(backend.stats().dispatches).toBe(0);
  });

  test("17 axes that do not merge are ERR_SHAPE, 16 are none", async () => {
    backend = await createWasmBackend();
    // Strides from the outermost in: no two neighbours are walked through by one.
    const reversed = (rank: number): View => {
      const shape = new Array<number>(rank).fill(2);
      return { ...dense("u8", ...shape), strides: rowMajorStrides(shape).reverse() };
    };
    const target = (rank: number): View => dense("u8", ...new Array<number>(rank).fill(2));
    expect(codeOf(() => kernelFor(backend, "copy")([target(16)], [reversed(16)], {}))).toBeUndefined();
    expect(codeOf(() => kernelFor(backend, "copy")([target(17)], [reversed(17)], {}))).toBe("ERR_SHAPE");
  });
});
