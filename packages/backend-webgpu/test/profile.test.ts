import { type BackendError, kernelFor, type View } from "@binade/backend";
import { expect, test } from "vitest";
import { describeOn } from "../../../tools/softwareDriver.ts";
import { openDevice } from "../src/device/openDevice.ts";
import { createWebgpuBackend } from "../src/index.ts";

describeOn("lavapipe", () => {
  const matrix = (buffer: number, size: number): View => ({
    buffer,
    dtype: "f32",
    shape: [size, size],
    strides: [size, 1],
    offset: 0,
  });

  test("a profiled backend tells the dispatches of every kernel, and which took longest", async () => {
    const backend = await createWebgpuBackend({ profile: true });
    const [small, large] = [16, 256];
    const [x, y] = [small, large].map((size) => matrix(backend.alloc(4 * size * size), size)) as [View, View];
    const copy = matrix(backend.alloc(4 * large * large), large);
    for (let i = 0; i < 300; i++) kernelFor(backend, "fill")([x], [], { value: i }); // more than one batch
    for (let i = 0; i < 3; i++) kernelFor(backend, "matmul")([copy], [y, y], {});
    const times = await backend.times!();
    const of = (kernel: string, part: string) => times.find((time) => time.kernel === kernel && time.part === part);
    expect(of("fill", "fill")).toMatchObject({ dispatches: 300 });
    expect(of("matmul", "matmul")).toMatchObject({ dispatches: 3 });
    expect(of("matmul", "matmul")!.milliseconds).toBeGreaterThan(0);
    expect(times.map(({ milliseconds }) => milliseconds)).toEqual(
      times.map(({ milliseconds }) => milliseconds).sort((a, b) => b - a),
    );
    const words = new Float32Array((await backend.read(x.buffer, 0, 4)).buffer);
    expect(words[0]).toBe(299);
    await backend.dispose();
  });

  test("one that was not asked has no times; a device without the feature cannot have them", async () => {
    const backend = await createWebgpuBackend();
    expect(backend.times).toBeUndefined();
    await backend.dispose();
    const { device, close } = await openDevice({ features: [] });
    const error: BackendError = await createWebgpuBackend({ device, profile: true }).then(
      () => undefined as never,
      (reason) => reason,
    );
    expect(error).toMatchObject({ code: "ERR_UNAVAILABLE" });
    expect(error.message).toContain("timestamp-query");
    await close();
  });
});
