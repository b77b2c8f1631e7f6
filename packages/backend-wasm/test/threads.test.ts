/** The bits do not depend on who computes what: the conformance suite, with workers that compute all that can be cut. */
import { describeBackendConformance } from "@binade/conformance/vitest";
import { expect } from "vitest";
import { forcedBackend, type PooledBackend } from "./support/forcedBackend.ts";

for (const workers of [1, 3]) {
  let pooled: PooledBackend;
  describeBackendConformance(
    `wasm with ${workers + 1} threads, all of it in workers`,
    async () => {
      pooled = await forcedBackend(workers);
      return pooled.backend;
    },
    {
      prepare: () => () => {
        for (const pieces of pooled.pool.piecesByWorker) expect(pieces).toBeGreaterThan(100);
      },
    },
  );
}
