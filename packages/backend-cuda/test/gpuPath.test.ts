/** The path to a GPU, with a driver of our own that runs the launches on the CPU and fails on demand. */
import { BackendError, kernelFor, type View } from "@binade/backend";
import { describeBackendConformance } from "@binade/conformance/vitest";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { createCudaBackend, listCudaDevices } from "../src/index.ts";
import { setFaults, useFakeDriver } from "./support/fakeDriver.ts";
import { describeBuilt } from "./support/hostDevice.ts";

const view = (buffer: number, count = 2): View => ({ buffer, dtype: "f32", shape: [count], strides: [1], offset: 0 });

async function failureOf(run: () => unknown): Promise<BackendError | undefined> {
  try {
    await run();
  } catch (error) {
    if (error instanceof BackendError) return error;
    throw error;
  }
  return undefined;
}

describeBuilt("fakeDriver", () => {
  beforeAll(useFakeDriver);
  afterEach(() => setFaults({}));

  // In this order: once a driver has started it stays.
  describe("no GPU is ERR_UNAVAILABLE with the reason, and the host device is there", () => {
    test.each([
      ["the driver is too old", { version: 12040 }, "it is for CUDA 12.4, and 13.0 or newer is needed"],
      ["there is no device", { noDevice: 1 }, "the NVIDIA driver finds no GPU"],
    ])("%s", async (_, faults, reason) => {
      setFaults(faults);
      expect(listCudaDevices().reason).toContain(reason);
      expect(listCudaDevices().devices.map(({ device }) => device)).toEqual(["host"]);
      const failure = await failureOf(() => createCudaBackend());
      expect(failure?.code).toBe("ERR_UNAVAILABLE");
      expect(failure?.message).toContain(reason);
      await (await createCudaBackend({ device: "host" })).dispose();
    });

    test("there is no such device", async () => {
      expect(listCudaDevices().reason).toBeUndefined();
      const failure = await failureOf(() => createCudaBackend({ device: 1 }));
      expect(failure?.message).toContain("there is no GPU 1, only 1 of them");
    });

    test.each([-1, 0.5, Number.NaN])("device %d is a RangeError", async (device) => {
      await expect(createCudaBackend({ device })).rejects.toThrow(RangeError);
    });

    test("a thread order for a GPU is a RangeError", async () => {
      await expect(createCudaBackend({ device: 0, threadOrder: "reversed" })).rejects.toThrow(RangeError);
    });
  });

  describeBackendConformance("cuda, on a driver of our own", () => createCudaBackend(), {
    kernels: ["fill", "copy", "cast", "matmul", "gatherRows", "adamStep", "updateScale"],
  });

  test("it is named cuda, and says what it runs on", async () => {
    const backend = await createCudaBackend();
    expect(backend.name).toBe("cuda");
    expect(backend.device).toMatchObject({ device: 0, isEmulated: false, computeCapability: "7.5" });
    await backend.dispose();
  });

  describe("memory that runs out", () => {
    test("is ERR_OUT_OF_MEMORY, counts nothing, and the backend goes on", async () => {
      setFaults({ memory: 2 ** 20 });
      const backend = await createCudaBackend();
      const id = backend.alloc(2 ** 19);
      expect((await failureOf(() => backend.alloc(2 ** 20)))?.code).toBe("ERR_OUT_OF_MEMORY");
      expect(backend.stats()).toMatchObject({ liveBuffers: 1, liveBytes: 2 ** 19 });
      expect((await backend.read(id, 0, 4)).byteLength).toBe(4);
      await backend.dispose();
    });

    test("gives back what was kept before it gives up", async () => {
      setFaults({ memory: 2 ** 20 });
      const backend = await createCudaBackend();
      backend.free(backend.alloc(2 ** 19));
      backend.free(backend.alloc(3 * 2 ** 17));
      expect(backend.memory()).toEqual({ reservedBytes: 2 ** 19 + 3 * 2 ** 17, cachedBytes: 2 ** 19 + 3 * 2 ** 17 });
      backend.alloc(2 ** 20);
      expect(backend.memory()).toEqual({ reservedBytes: 2 ** 20, cachedBytes: 0 });
      await backend.dispose();
    });
  });

  describe("a launch that fails", () => {
    test("at once is ERR_UNSUPPORTED_KERNEL with the kernel's name, and the backend goes on", async () => {
      const backend = await createCudaBackend();
      const x = backend.alloc(8);
      const failure = await launchWith(backend, view(x), "failedLaunch");
      expect(failure?.code).toBe("ERR_UNSUPPORTED_KERNEL");
      expect(failure?.message).toContain('launching "fill": CUDA_ERROR_LAUNCH_OUT_OF_RESOURCES');
      expect((await backend.read(x, 0, 4)).byteLength).toBe(4);
      await backend.dispose();
    });

    test("later is ERR_DEVICE_LOST with the kernels launched last; a new backend works", async () => {
      const backend = await createCudaBackend();
      const [x, y] = [backend.alloc(8), backend.alloc(8)];
      kernelFor(backend, "unary")([view(y)], [view(x)], { op: "exp" });
      await launchWith(backend, view(x), "illegalAddress");
      const failure = await failureOf(() => backend.read(x, 0, 8));
      expect(failure?.code).toBe("ERR_DEVICE_LOST");
      expect(failure?.message).toMatch(/launched last: .*fill.*CUDA_ERROR_ILLEGAL_ADDRESS/);
      expect((await failureOf(() => backend.sync()))?.code).toBe("ERR_DEVICE_LOST");
      expect((await failureOf(() => backend.alloc(2 ** 21)))?.code).toBe("ERR_DEVICE_LOST");
      await backend.dispose();

      setFaults({});
      const next = await createCudaBackend();
      const z = next.alloc(8);
      kernelFor(next, "fill")([view(z)], [], { value: 1 });
      expect(Array.from(await next.read(z, 0, 4))).toEqual([0, 0, 0x80, 0x3f]);
      await next.dispose();
    });
  });
});

/** Let launches fail from now on, and launch. */
async function launchWith(
  backend: Awaited<ReturnType<typeof createCudaBackend>>,
  target: View,
  fault: "failedLaunch" | "illegalAddress",
): Promise<BackendError | undefined> {
  setFaults({ [fault]: 1 });
  return failureOf(() => kernelFor(backend, "fill")([target], [], { value: 1 }));
}
