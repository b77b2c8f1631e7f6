import { describeBackendConformance } from "@binade/conformance/vitest";
import { describe, expect, test } from "vitest";
import { describeOn } from "../../../tools/softwareDriver.ts";
import { createWebgpuBackend, type DeviceOptions } from "../src/index.ts";

const timeout = 3_600_000;

/** The exact tier does not use the feature; a driver may compile otherwise when it is there. */
const features: readonly NonNullable<DeviceOptions["features"]>[] = [[], ["shader-f16"]];

describeOn("lavapipe", () => {
  describe.each(features.map((asked) => ({ asked, name: asked.join() || "no feature" })))("with $name", ({ asked }) => {
    test("the device has what was asked for", async () => {
      const backend = await createWebgpuBackend({ features: asked });
      expect(backend.device.features.has("shader-f16")).toBe(asked.length > 0);
      await backend.dispose();
    });
    describeBackendConformance("webgpu", () => createWebgpuBackend({ features: asked }), { suite: "full", timeout });
  });
});
