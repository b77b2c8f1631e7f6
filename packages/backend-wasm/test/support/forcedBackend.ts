import type { Backend } from "@binade/backend";
import { startBackend } from "../../src/startBackend.ts";
import { type MachineOptions, startMachine } from "../../src/startMachine.ts";
import { findWorkers } from "../../src/threads/hostWorker.ts";
import type { ThreadPool } from "../../src/threads/threadPool.ts";

/** A backend with its pool. */
export interface PooledBackend {
  readonly backend: Backend;
  readonly pool: ThreadPool;
}

export interface ForcedOptions extends Partial<MachineOptions> {
  /** Whether the workers are started now, and whether that is waited for. */
  readonly isStarted?: boolean;
  readonly isAwaited?: boolean;
}

/** A backend whose workers compute every kernel that can be cut, however small, while the caller looks on. */
export async function forcedBackend(workers: number, options: ForcedOptions = {}): Promise<PooledBackend> {
  const { isStarted = true, isAwaited = isStarted, ...others } = options;
  const found = findWorkers();
  if (typeof found === "string") throw new Error(found);
  const defaults = { memoryLimit: 2 ** 32, createWorker: found.create, isForced: true };
  const machine = await startMachine({ ...defaults, workers, ...others });
  const pool = machine.threads as ThreadPool;
  if (isStarted) pool.start();
  if (isAwaited) await hasStarted(pool);
  return { backend: startBackend(machine), pool };
}

/** All workers of a pool have. */
export async function hasStarted(pool: ThreadPool): Promise<void> {
  while (pool.piecesByWorker.some((pieces) => pieces < 0)) await new Promise((resolve) => setTimeout(resolve, 5));
}
