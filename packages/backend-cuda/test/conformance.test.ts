import { describeBackendConformance } from "@binade/conformance/vitest";
import { createCudaBackend } from "../src/index.ts";
import { describeOnHostDevice } from "./support/hostDevice.ts";

describeOnHostDevice(() => describeBackendConformance("cuda-host", () => createCudaBackend({ device: "host" })));
