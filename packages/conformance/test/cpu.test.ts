import type { Backend, Kernel } from "@binade/backend";
import { createCpuBackend } from "@binade/backend-cpu";
import { expect } from "vitest";
import { describeBackendConformance } from "../src/vitest.ts";

describeBackendConformance("cpu", createCpuBackend);

let calls = 0;

async function createWithVariant(): Promise<Backend> {
  const backend = await createCpuBackend();
  const fill: Kernel<"fill"> = (...call) => {
    calls++;
    backend.kernels.fill?.(...call);
  };
  return { ...backend, kernels: { ...backend.kernels, fill } };
}

describeBackendConformance("cpu with a variant of fill forced", createWithVariant, {
  kernels: ["fill"],
  prepare: () => () => expect(calls, "calls of the variant").toBeGreaterThan(100),
});
