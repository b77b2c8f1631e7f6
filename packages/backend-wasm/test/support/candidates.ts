import type { Backend } from "@binade/backend";
import { expect } from "vitest";
import { createWasmBackend } from "../../src/index.ts";
import { forcedBackend } from "./forcedBackend.ts";

/** Backends whose bits have to be the same. */
export interface Candidates {
  readonly backends: readonly Backend[];
  /** Says, once the tests are over, that workers did them: so many pieces each on average, however they shared them. */
  dispose(leastPieces: number): Promise<void>;
}

/** One thread, two that share the work, and two and four of which only the workers work. */
export async function createCandidates(): Promise<Candidates> {
  const pools = await Promise.all([forcedBackend(1), forcedBackend(3)]);
  const others = await Promise.all([createWasmBackend({ threads: 1 }), createWasmBackend({ threads: 2 })]);
  const backends = [...others, ...pools.map(({ backend }) => backend)];
  return {
    backends,
    async dispose(leastPieces): Promise<void> {
      const counts = pools.map(({ pool }) => pool.piecesByWorker);
      await Promise.all(backends.map((backend) => backend.dispose()));
      for (const pieces of counts) {
        expect(pieces.reduce((sum, count) => sum + count)).toBeGreaterThan(leastPieces * pieces.length);
      }
    },
  };
}
