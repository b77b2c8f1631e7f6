import { BackendError } from "@binade/backend";
import type { PrecisionName } from "@binade/nn";
import { loadBackend } from "./backends.ts";
import { loadMnist } from "./mnist.ts";
import { type RunResult, runTraining } from "./runTraining.ts";
import { type TaskName, tasks } from "./tasks.ts";
import { readCheckpoint } from "./trainingCheckpoint.ts";
import { writeFileAtomically } from "./writeFileAtomically.ts";

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
  /** File to go on from. */
  readonly resume?: string | undefined;
  /** File for checkpoints, one every so many steps. */
  readonly checkpoint?: string | undefined;
  readonly checkpointEvery?: number | undefined;
  /** Time the device. */
  readonly profile?: boolean | undefined;
  /** For a backend that can have several; default its own number. The bits do not depend on it. */
  readonly threads?: number | undefined;
}

/** Who watches a run. */
export interface Watcher {
  readonly onStep: (step: number, loss: number) => void;
  readonly signal: AbortSignal;
}

/** Gradients are looked at this many times in a run. */
const probes = 24;

/**
 * Run a job in this thread, on a backend of its own. When the device is lost it goes on from the last checkpoint on a new
 * one, as long as each gets further than the one before.
 */
export async function runJob(job: TrainingJob, watcher: Watcher): Promise<RunResult> {
  const data = await loadMnist(job.data);
  let checkpoint = job.resume === undefined ? undefined : await readCheckpoint(job.resume);
  for (;;) {
    const start = checkpoint;
    const onCheckpoint = async (bytes: Uint8Array): Promise<void> => {
      checkpoint = bytes;
      if (job.checkpoint !== undefined) await writeFileAtomically(job.checkpoint, bytes);
    };
    const backend = await loadBackend(job.backend, { profile: job.profile, threads: job.threads });
    try {
      const options = { ...job, ...watcher, backend, data, probes, task: tasks[job.task] };
      return await runTraining({ ...options, checkpoint: start, onCheckpoint });
    } catch (error) {
      const isLost = error instanceof BackendError && error.code === "ERR_DEVICE_LOST";
      if (!isLost || checkpoint === start) throw error;
      console.error(`train: ${error.message}; going on from the last checkpoint`);
    } finally {
      await backend.dispose();
    }
  }
}
