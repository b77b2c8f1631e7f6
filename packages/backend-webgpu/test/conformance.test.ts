import { describeBackendConformance } from "@binade/conformance/vitest";
import { createWebgpuBackend } from "../src/index.ts";
import { describeOn } from "./support/softwareDriver.ts";

describeOn("lavapipe", () => describeBackendConformance("webgpu", () => createWebgpuBackend()));
