import { type Backend, BackendError, type Dtype, kernelFor, type View } from "@binade/backend";
import { describe, expect, test } from "vitest";
import { createWasmBackend } from "../src/index.ts";

const view = (buffer: number): View => ({ buffer, dtype: "f32", shape: [2], strides: [1], offset: 0 });

/** The code of the error that a call throws or a promise rejects with. */
async function codeOf(run: () => unknown): Promise<string | undefined> {
  try {
    await run();
  } catch (error) {
    return error instanceof BackendError ? error.code : `${error}`;
  }
  return undefined;
}

describe("alloc, write and read", () => {
  test("memory is zeroed and rounded up to whole words", async () => {
    const backend = await createWasmBackend();
    const id = backend.alloc(5);
    expect(Array.from(await backend.read(id, 0, 8))).toEqual(new Array(8).fill(0));
    expect(backend.stats()).toEqual({ liveBuffers: 1, liveBytes: 8, peakBytes: 8, dispatches: 0 });
    const none = backend.alloc(0);
    expect((await backend.read(none, 0, 0)).byteLength).toBe(0);
  });

  test("write copies before it returns, read gives a copy", async () => {
    const backend = await createWasmBackend();
    const id = backend.alloc(8);
    const bytes = Uint8Array.of(1, 2, 3);
    backend.write(id, bytes, 4);
    bytes[0] = 9;
    const first = await backend.read(id, 0, 8);
    first[4] = 7;
    expect(Array.from(await backend.read(id, 0, 8))).toEqual([0, 0, 0, 0, 1, 2, 3, 0]);
  });

  test("read gives the words as they are, NaN payloads included (N1)", async () => {
    const backend = await createWasmBackend();
    const [x, y] = [backend.alloc(8), backend.alloc(8)];
    backend.write(x, Uint8Array.of(1, 0, 0x80, 0x7f, 0x45, 0x23, 0x81, 0xff)); // 7f800001 and ff812345
    kernelFor(backend, "copy")([view(y)], [view(x)], {});
    expect(await backend.read(y, 0, 8)).toEqual(await backend.read(x, 0, 8));
  });

  test.each([
    ["dense", [1]],
    ["reversed", [-1]],
  ])("the very first kernel of a backend copies a vector that is %s", async (_, strides) => {
    const backend = await createWasmBackend();
    const [x, y] = [backend.alloc(8), backend.alloc(8)];
    backend.write(x, Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8));
    kernelFor(backend, "copy")([view(y)], [{ ...view(x), strides, offset: strides[0] === 1 ? 0 : 1 }], {});
    const wanted = strides[0] === 1 ? [1, 2, 3, 4, 5, 6, 7, 8] : [5, 6, 7, 8, 1, 2, 3, 4];
    expect(Array.from(await backend.read(y, 0, 8))).toEqual(wanted);
  });

  test("ranges outside a buffer are ERR_BUFFER", async () => {
    const backend = await createWasmBackend();
    const id = backend.alloc(8);
    for (const [offset, length] of [
      [0, 9],
      [8, 1],
      [-1, 2],
      [4, -1],
      [0.5, 1],
      [Number.NaN, 1],
    ] as const) {
      expect(await codeOf(() => backend.read(id, offset, length))).toBe("ERR_BUFFER");
    }
    expect(await codeOf(() => backend.write(id, new Uint8Array(5), 4))).toBe("ERR_BUFFER");
    expect(await codeOf(() => backend.read(id, 8, 0))).toBeUndefined();
  });

  test.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])("alloc of %d bytes is ERR_BUFFER", async (length) => {
    const backend = await createWasmBackend();
    expect(await codeOf(() => backend.alloc(length))).toBe("ERR_BUFFER");
  });

  test.each([2 ** 52, 2 ** 32, 2 ** 31])(
    "%d bytes beyond the limit are ERR_OUT_OF_MEMORY, and do not count",
    async (length) => {
      const backend = await createWasmBackend({ memoryLimit: 2 ** 24 });
      expect(await codeOf(() => backend.alloc(length))).toBe("ERR_OUT_OF_MEMORY");
      expect(backend.stats()).toMatchObject({ liveBuffers: 0, liveBytes: 0, peakBytes: 0 });
    },
  );

  test("memory that was used before is zeroed", async () => {
    const backend = await createWasmBackend();
    for (let i = 0; i < 3; i++) {
      const id = backend.alloc(1000);
      expect(new Set(await backend.read(id, 0, 1000))).toEqual(new Set([0]));
      backend.write(id, new Uint8Array(1000).fill(255));
      backend.free(id);
    }
  });

  describe("memory that was used before is zeroed", () => {
    const used = async (byteLength: number): Promise<[backend: Backend, id: number]> => {
      const backend = await createWasmBackend({ threads: 1 });
      const first = backend.alloc(byteLength);
      backend.write(first, new Uint8Array(byteLength).fill(255));
      backend.free(first);
      return [backend, backend.alloc(byteLength)];
    };
    const bytesOf = async (backend: Backend, id: number, byteLength: number): Promise<number[]> =>
      Array.from(await backend.read(id, 0, byteLength));
    const numbers = (id: number, dtype: Dtype, count: number, offset = 0): View => {
      return { buffer: id, dtype, shape: [count], strides: [1], offset };
    };

    test("around what write has written, and where that ends within a word", async () => {
      const [backend, id] = await used(16);
      backend.write(id, Uint8Array.of(1, 2), 5);
      expect(await bytesOf(backend, id, 16)).toEqual([0, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
      const [other, whole] = await used(8);
      other.write(whole, Uint8Array.of(1, 2, 3, 4, 5, 6));
      expect(await bytesOf(other, whole, 8)).toEqual([1, 2, 3, 4, 5, 6, 0, 0]);
    });

    test("around what a kernel has written, and where that ends within a word", async () => {
      const [backend, id] = await used(16);
      kernelFor(backend, "fill")([numbers(id, "u8", 3, 4)], [], { value: 7 });
      expect(await bytesOf(backend, id, 16)).toEqual([0, 0, 0, 0, 7, 7, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
      const [other, whole] = await used(8);
      kernelFor(other, "fill")([numbers(whole, "u8", 5)], [], { value: 7 });
      expect(await bytesOf(other, whole, 8)).toEqual([7, 7, 7, 7, 7, 0, 0, 0]);
    });

    test("as an input, as what is updated in place, and after a kernel that failed", async () => {
      const [backend, id] = await used(16);
      const sum = backend.alloc(4);
      kernelFor(backend, "reduce")(
        [numbers(sum, "f32", 1)],
        [{ ...numbers(id, "f32", 4), shape: [1, 4], strides: [4, 1] }],
        {
          op: "sum",
          axes: [1],
        },
      );
      expect(await bytesOf(backend, sum, 4)).toEqual([0, 0, 0, 0]);

      const [stepped, state] = await used(20);
      kernelFor(stepped, "advanceStep")([numbers(state, "i32", 5)], [], {});
      expect(await bytesOf(stepped, state, 20)).toEqual([0, 0, 0, 0, 1, ...new Array<number>(15).fill(0)]);

      const [failing, y] = await used(8);
      const [x, index] = [failing.alloc(8), failing.alloc(4)];
      failing.write(index, Uint8Array.of(9, 0, 0, 0));
      const matrix = { dtype: "f32", shape: [1, 2], strides: [2, 1], offset: 0 } as const;
      const gather = (): void =>
        kernelFor(failing, "gatherRows")(
          [{ ...matrix, buffer: y }],
          [{ ...matrix, buffer: x }, numbers(index, "i32", 1)],
          {},
        );
      expect(gather).toThrow(/expected 0 … 0, got 9/);
      expect(await bytesOf(failing, y, 8)).toEqual(new Array(8).fill(0));
    });
  });

  test("what is live survives growth", async () => {
    const backend = await createWasmBackend();
    const id = backend.alloc(8);
    backend.write(id, Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8));
    const large = backend.alloc(2 ** 26);
    kernelFor(backend, "fill")([view(large)], [], { value: 1 });
    expect(Array.from(await backend.read(id, 0, 8))).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  test.each([-1, 2 ** 33, Number.NaN])("a limit of %d bytes is a RangeError", async (memoryLimit) => {
    await expect(createWasmBackend({ memoryLimit })).rejects.toThrow(RangeError);
  });
});

describe("free", () => {
  test("a freed buffer is ERR_BUFFER everywhere, and its number is not given again", async () => {
    const backend = await createWasmBackend();
    const id = backend.alloc(8);
    backend.free(id);
    expect(await codeOf(() => backend.free(id))).toBe("ERR_BUFFER");
    expect(await codeOf(() => backend.read(id, 0, 4))).toBe("ERR_BUFFER");
    expect(await codeOf(() => backend.write(id, new Uint8Array(4)))).toBe("ERR_BUFFER");
    expect(await codeOf(() => kernelFor(backend, "fill")([view(id)], [], { value: 1 }))).toBe("ERR_BUFFER");
    expect(await codeOf(() => kernelFor(backend, "copy")([view(backend.alloc(8))], [view(id)], {}))).toBe("ERR_BUFFER");
    expect(backend.alloc(8)).not.toBe(id);
  });
});

describe("stats", () => {
  test("live bytes follow alloc and free, the peak stays, kernels are counted", async () => {
    const backend = await createWasmBackend();
    const [a] = [backend.alloc(100), backend.alloc(50)];
    backend.free(a);
    expect(backend.stats()).toEqual({ liveBuffers: 1, liveBytes: 52, peakBytes: 152, dispatches: 0 });
    const x = backend.alloc(8);
    for (let i = 0; i < 3; i++) kernelFor(backend, "fill")([view(x)], [], { value: i });
    expect(backend.stats()).toEqual({ liveBuffers: 2, liveBytes: 60, peakBytes: 152, dispatches: 3 });
  });
});

describe("dispose", () => {
  test("everything after it is ERR_DISPOSED, a second dispose does nothing", async () => {
    const backend = await createWasmBackend();
    const id = backend.alloc(8);
    await backend.dispose();
    await backend.dispose();
    expect(await codeOf(() => backend.alloc(4))).toBe("ERR_DISPOSED");
    expect(await codeOf(() => backend.free(id))).toBe("ERR_DISPOSED");
    expect(await codeOf(() => backend.read(id, 0, 4))).toBe("ERR_DISPOSED");
    expect(await codeOf(() => backend.write(id, new Uint8Array(4)))).toBe("ERR_DISPOSED");
    expect(await codeOf(() => kernelFor(backend, "fill")([view(id)], [], { value: 1 }))).toBe("ERR_DISPOSED");
    expect(backend.stats()).toMatchObject({ liveBuffers: 0, liveBytes: 0 });
  });

  test("two backends share nothing", async () => {
    const [one, other] = [await createWasmBackend(), await createWasmBackend()];
    const id = one.alloc(8);
    expect(await codeOf(() => other.read(id, 0, 4))).toBe("ERR_BUFFER");
    await other.dispose();
    expect(await codeOf(() => one.read(id, 0, 8))).toBeUndefined();
  });
});

describe("capabilities", () => {
  test("every kernel of the contract is there and names its dtypes, all exact", async () => {
    const backend = await createWasmBackend();
    expect(Object.keys(backend.capabilities).sort()).toEqual(Object.keys(backend.kernels).sort());
    for (const dtypes of Object.values(backend.capabilities)) {
      expect(Object.values(dtypes).every(({ tier }) => tier === "exact")).toBe(true);
      expect(Object.keys(dtypes).length).toBeGreaterThan(0);
    }
  });
});
