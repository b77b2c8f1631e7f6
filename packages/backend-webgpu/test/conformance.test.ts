import { describeBackendConformance } from "@binade/conformance/vitest";
import { describeOn } from "../../../tools/softwareDriver.ts";
import { createWebgpuBackend } from "../src/index.ts";

describeOn("lavapipe", () => describeBackendConformance("webgpu", () => createWebgpuBackend()));
