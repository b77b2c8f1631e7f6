import { describeBackendConformance } from "@binade/conformance/vitest";
import { createWasmBackend } from "../src/index.ts";

describeBackendConformance("wasm", createWasmBackend);
