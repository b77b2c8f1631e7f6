import { BackendError, kernelFor, type View } from "@binade/backend";
import { afterEach, describe, expect, test } from "vitest";
import { describeOn } from "../../../tools/softwareDriver.ts";
import { createWebgpuBackend, type WebgpuBackend } from "../src/index.ts";

const view = (buffer: number, shape: readonly number[] = [2]): View => ({
  buffer,
  dtype: "f32",
  shape,
  strides: shape.map(() => 1),
  offset: 0,
});

/** The code of the error that a call throws or a promise rejects with. */
async function codeOf(run: () => unknown): Promise<string | undefined> {
  try {
    await run();
  } catch (error) {
    return error instanceof BackendError ? error.code : `${error}`;
  }
  return undefined;
}

const created: WebgpuBackend[] = [];
async function create(): Promise<WebgpuBackend> {
  const backend = await createWebgpuBackend();
  created.push(backend);
  return backend;
}
afterEach(async () => {
  for (const backend of created.splice(0)) await backend.dispose();
});

describeOn("lavapipe", () => {
  describe("alloc, write and read", () => {
    test("memory is zeroed and rounded up to whole words", async () => {
      const backend = await create();
      const id = backend.alloc(5);
      expect(Array.from(await backend.read(id, 0, 8))).toEqual(new Array(8).fill(0));
      expect(backend.stats()).toEqual({ liveBuffers: 1, liveBytes: 8, peakBytes: 8, dispatches: 0 });
      expect((await backend.read(backend.alloc(0), 0, 0)).byteLength).toBe(0);
    });

    test("memory that is used again is zeroed too", async () => {
      const backend = await create();
      const first = backend.alloc(1000);
      backend.write(first, new Uint8Array(1000).fill(7));
      backend.free(first);
      const read = backend.alloc(1000);
      expect((await backend.read(read, 0, 1000)).every((byte) => byte === 0)).toBe(true);
      backend.write(read, new Uint8Array(1000).fill(7));
      backend.free(read);
      const [partly, source] = [backend.alloc(1000), backend.alloc(8)];
      kernelFor(backend, "copy")([view(partly)], [view(source)], {});
      expect((await backend.read(partly, 0, 1000)).every((byte) => byte === 0)).toBe(true);
    });

    test("write copies before it returns, in order with kernels before and after it", async () => {
      const backend = await create();
      const [x, early, late] = [backend.alloc(8), backend.alloc(8), backend.alloc(8)];
      const bytes = new Uint8Array(Float32Array.of(1, 2).buffer);
      backend.write(x, bytes);
      bytes.fill(9);
      kernelFor(backend, "copy")([view(early)], [view(x)], {});
      backend.write(x, new Uint8Array(Float32Array.of(3, 4).buffer));
      kernelFor(backend, "copy")([view(late)], [view(x)], {});
      const floats = async (id: number) => Array.from(new Float32Array((await backend.read(id, 0, 8)).buffer));
      expect([await floats(early), await floats(late)]).toEqual([
        [1, 2],
        [3, 4],
      ]);
    });

    test.each([
      [1, 1],
      [1, 2],
      [2, 5],
      [3, 6],
      [0, 7],
      [4, 3],
      [5, 8],
      [7, 1],
    ])("%i: %i bytes are written where no word begins or ends, and nothing beside them", async (offset, length) => {
      const backend = await create();
      const id = backend.alloc(16);
      const expected = Array.from({ length: 16 }, (_, i) => i + 1);
      backend.write(id, Uint8Array.from(expected));
      const bytes = Array.from({ length }, (_, i) => 0xf0 + i);
      backend.write(id, Uint8Array.from(bytes), offset);
      expected.splice(offset, length, ...bytes);
      expect(Array.from(await backend.read(id, 0, 16))).toEqual(expected);
      expect(Array.from(await backend.read(id, offset, length))).toEqual(bytes);
    });

    test("reads at the same time give each its own bytes", async () => {
      const backend = await create();
      const ids = Array.from({ length: 20 }, (_, i) => {
        const id = backend.alloc(8);
        kernelFor(backend, "fill")([view(id)], [], { value: i });
        return id;
      });
      const read = await Promise.all(ids.map((id) => backend.read(id, 4, 4)));
      expect(read.map((bytes) => new Float32Array(bytes.buffer)[0])).toEqual(ids.map((_, i) => i));
    });

    test("ranges outside a buffer are ERR_BUFFER, memory beyond the device's limit ERR_OUT_OF_MEMORY", async () => {
      const backend = await create();
      const id = backend.alloc(8);
      for (const [offset, length] of [
        [0, 9],
        [8, 1],
        [-1, 2],
        [0.5, 1],
      ] as const) {
        expect(await codeOf(() => backend.read(id, offset, length))).toBe("ERR_BUFFER");
      }
      expect(await codeOf(() => backend.write(id, new Uint8Array(5), 4))).toBe("ERR_BUFFER");
      expect(await codeOf(() => backend.alloc(-1))).toBe("ERR_BUFFER");
      expect(await codeOf(() => backend.alloc(2 ** 52))).toBe("ERR_OUT_OF_MEMORY");
      expect(backend.stats()).toMatchObject({ liveBuffers: 1, liveBytes: 8, peakBytes: 8 });
    });
  });

  describe("stats", () => {
    test("live bytes follow alloc and free, the peak stays, scratch does not count, kernels do", async () => {
      const backend = await create();
      const [a, b] = [backend.alloc(100), backend.alloc(50)];
      backend.free(a);
      expect(backend.stats()).toEqual({ liveBuffers: 1, liveBytes: 52, peakBytes: 152, dispatches: 0 });
      const [x, y] = [backend.alloc(40_000), backend.alloc(4)];
      kernelFor(backend, "reduce")([view(y, [])], [view(x, [10_000])], { op: "sum", axes: [0] });
      expect(backend.stats()).toEqual({ liveBuffers: 3, liveBytes: 40_056, peakBytes: 40_056, dispatches: 1 });
      for (const id of [b, x, y]) backend.free(id);
      expect(backend.stats()).toMatchObject({ liveBuffers: 0, liveBytes: 0 });
    });

    test("f16 takes half the bytes of f32", async () => {
      const backend = await create();
      const [wide, narrow] = [backend.alloc(4 * 1000), backend.alloc(2 * 1000)];
      expect(backend.stats().liveBytes).toBe(6000);
      for (const id of [wide, narrow]) backend.free(id);
    });
  });

  describe("the end of a buffer or a backend", () => {
    test("a freed buffer is ERR_BUFFER everywhere, and its number is not given again", async () => {
      const backend = await create();
      const id = backend.alloc(8);
      backend.free(id);
      expect(await codeOf(() => backend.free(id))).toBe("ERR_BUFFER");
      expect(await codeOf(() => backend.read(id, 0, 4))).toBe("ERR_BUFFER");
      expect(await codeOf(() => kernelFor(backend, "fill")([view(id)], [], { value: 1 }))).toBe("ERR_BUFFER");
      expect(backend.alloc(8)).not.toBe(id);
    });

    test("everything after dispose is ERR_DISPOSED, a second dispose does nothing", async () => {
      const backend = await create();
      const id = backend.alloc(8);
      await backend.dispose();
      await backend.dispose();
      expect(await codeOf(() => backend.alloc(4))).toBe("ERR_DISPOSED");
      expect(await codeOf(() => backend.free(id))).toBe("ERR_DISPOSED");
      expect(await codeOf(() => backend.read(id, 0, 4))).toBe("ERR_DISPOSED");
      expect(await codeOf(() => backend.write(id, new Uint8Array(4)))).toBe("ERR_DISPOSED");
      expect(await codeOf(() => backend.submit())).toBe("ERR_DISPOSED");
      expect(await codeOf(() => backend.sync())).toBe("ERR_DISPOSED");
      expect(await codeOf(() => kernelFor(backend, "fill")([view(id)], [], { value: 1 }))).toBe("ERR_DISPOSED");
    });
  });
});
