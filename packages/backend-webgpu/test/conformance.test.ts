import { describeBackendConformance } from "@binade/conformance/vitest";
import { createWebgpuBackend } from "../src/index.ts";
import { useDriver } from "./support/softwareDriver.ts";

useDriver("lavapipe");
describeBackendConformance("webgpu", () => createWebgpuBackend());
