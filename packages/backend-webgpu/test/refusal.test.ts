import { BackendError, denseByteLength, kernelFor } from "@binade/backend";
import { expect, test } from "vitest";
import { describeOn } from "../../../tools/softwareDriver.ts";
import { createWebgpuBackend } from "../src/index.ts";
import { probesIn } from "./support/probesIn.ts";

describeOn("swiftShader", () => {
  test("the exact tier is refused by a device that flushes f32 subnormals, naming the probe and the words", async () => {
    const error: unknown = await createWebgpuBackend().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(BackendError);
    const { code, message, details } = error as BackendError;
    expect(code).toBe("ERR_UNAVAILABLE");
    expect(message).toContain('probe "f32-subnormal operand of +"');
    expect(message).toContain("expected 00000001, observed 00000000");
    expect(details).toMatchObject({ probe: "f32-subnormal operand of +", expected: 1, observed: 0 });
  });

  test("the fast tier runs there, and its capabilities say which kernels are exact all the same", async () => {
    const backend = await createWebgpuBackend({ tier: "fast" });
    expect(backend.tier).toBe("fast");
    expect(backend.capabilities.cast?.f16?.tier).toBe("exact");
    expect(backend.capabilities.binary?.f32?.tier).toBe("fast");
    expect(backend.capabilities.binary?.f32?.probe).toContain("subnormal");
    const view = (buffer: number) => ({ buffer, dtype: "f32", shape: [2], strides: [1], offset: 0 }) as const;
    const [x, y] = [view(backend.alloc(8)), view(backend.alloc(denseByteLength("f32", [2])))];
    backend.write(x.buffer, new Uint8Array(Float32Array.of(1.5, -2).buffer));
    kernelFor(backend, "binary")([y], [x, x], { op: "mul" });
    expect(Array.from(new Float32Array((await backend.read(y.buffer, 0, 8)).buffer))).toEqual([2.25, 4]);
    await backend.dispose();
  });

  test("division and square root in integers are correctly rounded there too", async () => {
    const { failures } = await probesIn({
      isolated: true,
      division: "integer",
      squareRoot: "integer",
      conversions: "integer",
    });
    expect(failures.filter(({ operation }) => operation === "div" || operation === "sqrt")).toEqual([]);
  });
});
