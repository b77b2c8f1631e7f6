import { BackendError, kernelFor, type View } from "@binade/backend";
import { expect, test } from "vitest";
import { describeOn } from "../../../tools/softwareDriver.ts";
import { failureOf } from "../src/device/failureOf.ts";
import { createWebgpuBackend } from "../src/index.ts";

const view = (buffer: number): View => ({ buffer, dtype: "f32", shape: [1], strides: [1], offset: 0 });
const rejection = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (reason) => reason,
  );

describeOn("lavapipe", () => {
  test("after the device was lost every read and sync rejects with ERR_DEVICE_LOST; a new backend works", async () => {
    const backend = await createWebgpuBackend();
    const x = backend.alloc(4);
    kernelFor(backend, "fill")([view(x)], [], { value: 1 });
    backend.device.destroy();
    await backend.device.lost;
    expect(await rejection(backend.read(x, 0, 4))).toMatchObject({ name: "BackendError", code: "ERR_DEVICE_LOST" });
    expect(() => kernelFor(backend, "fill")([view(x)], [], { value: 2 })).not.toThrow();
    const error = await rejection(backend.sync());
    expect(error).toMatchObject({ code: "ERR_DEVICE_LOST" });
    expect((error as BackendError).message).toContain("create a new backend and go on from the last checkpoint");
    await backend.dispose();

    const next = await createWebgpuBackend();
    const y = next.alloc(4);
    kernelFor(next, "fill")([view(y)], [], { value: 3 });
    expect(new Float32Array((await next.read(y, 0, 4)).buffer)[0]).toBe(3);
    await next.dispose();
  });

  test("memory that the device does not have is ERR_OUT_OF_MEMORY, another error stays what it is", () => {
    class GPUOutOfMemoryError {
      readonly message = "";
    }
    class GPUValidationError {
      readonly message = "no such binding";
    }
    expect(failureOf(new GPUOutOfMemoryError())).toMatchObject({ code: "ERR_OUT_OF_MEMORY" });
    expect(failureOf(new GPUValidationError())).not.toBeInstanceOf(BackendError);
    expect(failureOf(new GPUValidationError()).message).toBe("webgpu: no such binding");
  });

  test("a device of the caller's is used and not destroyed", async () => {
    const owner = await createWebgpuBackend();
    const guest = await createWebgpuBackend({ device: owner.device });
    expect(guest.device).toBe(owner.device);
    await guest.dispose();
    const x = owner.alloc(4);
    kernelFor(owner, "fill")([view(x)], [], { value: 5 });
    expect(new Float32Array((await owner.read(x, 0, 4)).buffer)[0]).toBe(5);
    await owner.dispose();
  });
});
