import { BackendError, kernelFor, type View } from "@binade/backend";
import { describe, expect, test } from "vitest";
import { createCudaBackend } from "../src/index.ts";
import { describeOnHostDevice } from "./support/hostDevice.ts";

const createBackend = () => createCudaBackend({ device: "host" });

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

describeOnHostDevice(() => {
  describe("alloc, write and read", () => {
    test("memory is zeroed and rounded up to whole words", async () => {
      const backend = await createBackend();
      const id = backend.alloc(5);
      expect(Array.from(await backend.read(id, 0, 8))).toEqual(new Array(8).fill(0));
      expect(backend.stats()).toEqual({ liveBuffers: 1, liveBytes: 8, peakBytes: 8, dispatches: 0 });
      const none = backend.alloc(0);
      expect((await backend.read(none, 0, 0)).byteLength).toBe(0);
    });

    test("write copies before it returns, read gives a copy", async () => {
      const backend = await createBackend();
      const id = backend.alloc(8);
      const bytes = Uint8Array.of(1, 2, 3);
      backend.write(id, bytes, 4);
      bytes[0] = 9;
      const first = await backend.read(id, 0, 8);
      first[4] = 7;
      expect(Array.from(await backend.read(id, 0, 8))).toEqual([0, 0, 0, 0, 1, 2, 3, 0]);
    });

    test("read gives the words as they are, NaN payloads included (N1)", async () => {
      const backend = await createBackend();
      const [x, y] = [backend.alloc(8), backend.alloc(8)];
      backend.write(x, Uint8Array.of(1, 0, 0x80, 0x7f, 0x45, 0x23, 0x81, 0xff)); // 7f800001 and ff812345
      kernelFor(backend, "copy")([view(y)], [view(x)], {});
      expect(await backend.read(y, 0, 8)).toEqual(await backend.read(x, 0, 8));
    });

    test("ranges outside a buffer are ERR_BUFFER", async () => {
      const backend = await createBackend();
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
      const backend = await createBackend();
      expect(await codeOf(() => backend.alloc(length))).toBe("ERR_BUFFER");
    });

    test.each([2 ** 52, 2 ** 44])("%d bytes are ERR_OUT_OF_MEMORY, and do not count", async (length) => {
      const backend = await createBackend();
      expect(await codeOf(() => backend.alloc(length))).toBe("ERR_OUT_OF_MEMORY");
      expect(backend.stats()).toMatchObject({ liveBuffers: 0, liveBytes: 0, peakBytes: 0 });
      expect(await codeOf(() => backend.alloc(8))).toBeUndefined();
    });

    test("memory that was used before is zeroed", async () => {
      const backend = await createBackend();
      for (let i = 0; i < 3; i++) {
        const id = backend.alloc(1000);
        expect(new Set(await backend.read(id, 0, 1000))).toEqual(new Set([0]));
        backend.write(id, new Uint8Array(1000).fill(255));
        backend.free(id);
      }
    });

    test("what is live survives growth", async () => {
      const backend = await createBackend();
      const id = backend.alloc(8);
      backend.write(id, Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8));
      const large = backend.alloc(2 ** 26);
      kernelFor(backend, "fill")([view(large)], [], { value: 1 });
      expect(Array.from(await backend.read(id, 0, 8))).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    });
  });

  describe("free", () => {
    test("a freed buffer is ERR_BUFFER everywhere, and its number is not given again", async () => {
      const backend = await createBackend();
      const id = backend.alloc(8);
      backend.free(id);
      expect(await codeOf(() => backend.free(id))).toBe("ERR_BUFFER");
      expect(await codeOf(() => backend.read(id, 0, 4))).toBe("ERR_BUFFER");
      expect(await codeOf(() => backend.write(id, new Uint8Array(4)))).toBe("ERR_BUFFER");
      expect(await codeOf(() => kernelFor(backend, "fill")([view(id)], [], { value: 1 }))).toBe("ERR_BUFFER");
      expect(await codeOf(() => kernelFor(backend, "copy")([view(backend.alloc(8))], [view(id)], {}))).toBe(
        "ERR_BUFFER",
      );
      expect(backend.alloc(8)).not.toBe(id);
    });
  });

  describe("stats", () => {
    test("live bytes follow alloc and free, the peak stays, kernels are counted", async () => {
      const backend = await createBackend();
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
      const backend = await createBackend();
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
      const [one, other] = [await createBackend(), await createBackend()];
      const id = one.alloc(8);
      expect(await codeOf(() => other.read(id, 0, 4))).toBe("ERR_BUFFER");
      await other.dispose();
      expect(await codeOf(() => one.read(id, 0, 8))).toBeUndefined();
    });
  });

  describe("capabilities", () => {
    test("every kernel of the contract is there and names its dtypes, all exact", async () => {
      const backend = await createBackend();
      expect(Object.keys(backend.capabilities).sort()).toEqual(Object.keys(backend.kernels).sort());
      for (const dtypes of Object.values(backend.capabilities)) {
        expect(Object.values(dtypes).every(({ tier }) => tier === "exact")).toBe(true);
        expect(Object.keys(dtypes).length).toBeGreaterThan(0);
      }
    });
  });

  describe("memory()", () => {
    test("what is freed is kept and used again, and given back in the end", async () => {
      const backend = await createBackend();
      const id = backend.alloc(3000);
      expect(backend.memory()).toEqual({ reservedBytes: 3072, cachedBytes: 0 });
      backend.free(id);
      expect(backend.memory()).toEqual({ reservedBytes: 3072, cachedBytes: 3072 });
      backend.alloc(2900);
      expect(backend.memory()).toEqual({ reservedBytes: 3072, cachedBytes: 0 });
      await backend.dispose();
      expect(backend.memory()).toEqual({ reservedBytes: 0, cachedBytes: 0 });
    });

    test("5000 rounds of tensors and scratch do not grow it", async () => {
      const backend = await createBackend();
      const round = (): void => {
        const [x, y] = [backend.alloc(40_000), backend.alloc(4)];
        const elements = { ...view(x), shape: [10_000] };
        kernelFor(backend, "reduce")([{ ...view(y), shape: [], strides: [] }], [elements], { op: "sum", axes: [0] });
        backend.free(x);
        backend.free(y);
      };
      round();
      const { reservedBytes } = backend.memory();
      for (let i = 0; i < 5000; i++) round();
      expect(backend.memory().reservedBytes).toBe(reservedBytes);
      await backend.dispose();
    });
  });

  describe("waiting", () => {
    test("reads come in the order of what was enqueued, and the event loop goes on meanwhile", async () => {
      const backend = await createBackend();
      const x = backend.alloc(4 * 2 ** 22);
      const large = { ...view(x), shape: [2 ** 22] };
      const reads: Promise<Uint8Array>[] = [];
      for (let i = 0; i < 20; i++) {
        kernelFor(backend, "fill")([large], [], { value: i });
        reads.push(backend.read(x, 0, 4));
      }
      let turns = 0;
      const timer = setInterval(() => turns++, 1);
      const values = (await Promise.all(reads)).map((bytes) => new Float32Array(bytes.buffer)[0]);
      clearInterval(timer);
      expect(values).toEqual(Array.from({ length: 20 }, (_, i) => i));
      expect(turns).toBeGreaterThan(3);
      await backend.dispose();
    });

    test("dispose waits for reads that are under way", async () => {
      const backend = await createBackend();
      const x = backend.alloc(2 ** 22);
      kernelFor(backend, "fill")([{ ...view(x), shape: [2 ** 20] }], [], { value: 1 });
      const reading = backend.read(x, 2 ** 22 - 4, 4);
      await backend.dispose();
      expect(Array.from(await reading)).toEqual([0, 0, 0x80, 0x3f]);
    });
  });

  describe("an index out of range", () => {
    test.each([3, -1, 2 ** 31 - 1])(
      "%d rejects the next read with its position, and reads as a row of zeros",
      async (wrong) => {
        const backend = await createBackend();
        const [x, index, y] = [backend.alloc(12), backend.alloc(8), backend.alloc(8)];
        backend.write(x, new Uint8Array(12).fill(7));
        backend.write(index, new Uint8Array(Int32Array.of(2, wrong).buffer));
        const rows = { ...view(x), shape: [3, 1], strides: [1, 1] };
        const indices: View = { ...view(index), dtype: "i32" };
        kernelFor(backend, "gatherRows")([{ ...view(y), shape: [2, 1], strides: [1, 1] }], [rows, indices], {});
        await expect(backend.read(y, 0, 8)).rejects.toThrow(`index: expected 0 … 2, got ${wrong} at position 1`);
        expect(Array.from(await backend.read(y, 0, 8))).toEqual([7, 7, 7, 7, 0, 0, 0, 0]);
        await backend.dispose();
      },
    );
  });
});
