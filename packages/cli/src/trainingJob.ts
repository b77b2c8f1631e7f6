import type { PrecisionName } from "@binade/nn";
import { loadBackend } from "./backends.ts";
import { loadMnist } from "./mnist.ts";
import { type RunResult, runTraining } from "./runTraining.ts";
import { type TaskName, tasks } from "./tasks.ts";

/** One training run as plain data, so that it can be sent to another thread. */
export interface TrainingJob {
  readonly task: TaskName;
  readonly precision: PrecisionName;
  /** By name or by the path of a module. */
  readonly backend: string;
  readonly data: string | undefined;
  readonly steps: number;
  readonly batch: number;
  readonly seed: number;
  /** Time the device. */
  readonly profile?: boolean;
}

/** Who watches a run. */
export interface Watcher {
  readonly onStep: (step: number, loss: number) => void;
  readonly signal: AbortSignal;
}

/** Gradients are looked at this many times in a run. */
const probes = 24;

/** Run a job in this thread, on a backend of its own. */
export async function runJob(job: TrainingJob, watcher: Watcher): Promise<RunResult> {
  const data = await loadMnist(job.data);
  const backend = await loadBackend(job.backend, { profile: job.profile ?? false });
  try {
    return await runTraining({ ...job, ...watcher, backend, data, probes, task: tasks[job.task] });
  } finally {
    await backend.dispose();
  }
}
