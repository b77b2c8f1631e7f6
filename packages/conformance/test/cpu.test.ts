import { createCpuBackend } from "@binade/backend-cpu";
import { describeBackendConformance } from "../src/vitest.ts";

describeBackendConformance("cpu", createCpuBackend);
