/** The full suite, some minutes each: on one thread, and with all that can be cut in one worker and in three. */
import { describeBackendConformance } from "@binade/conformance/vitest";
import { expect } from "vitest";
import { createWasmBackend } from "../src/index.ts";
import { forcedBackend, type PooledBackend } from "./support/forcedBackend.ts";

describeBackendConformance("wasm with one thread", () => createWasmBackend({ threads: 1 }), { suite: "full" });

for (const workers of [1, 3]) {
  let pooled: PooledBackend;
  const create = async (): Promise<PooledBackend["backend"]> => {
    pooled = await forcedBackend(workers);
    return pooled.backend;
  };
  describeBackendConformance(`wasm with ${workers + 1} threads`, create, {
    suite: "full",
    prepare: () => () => {
      for (const pieces of pooled.pool.piecesByWorker) expect(pieces).toBeGreaterThan(1000);
    },
  });
}
