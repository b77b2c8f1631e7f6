import { describeBackendConformance } from "@binade/conformance/vitest";
import { createWasmBackend } from "../src/index.ts";

// The suite with workers is in threads.test.ts.
describeBackendConformance("wasm", () => createWasmBackend({ threads: 1 }));
