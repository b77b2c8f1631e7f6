import { Worker } from "node:worker_threads";
import { CliError } from "./cliError.ts";
import type { RunResult } from "./runTraining.ts";
import type { TrainingJob, Watcher } from "./trainingJob.ts";
import type { WorkerMessage } from "./trainingWorker.ts";

/** Run a job in a thread of its own; the bits are those of {@link runJob}, as every run has its own backend. */
export async function runInWorker(job: TrainingJob, { onStep, signal }: Watcher): Promise<RunResult> {
  signal.throwIfAborted();
  const worker = new Worker(new URL("./trainingWorker.js", import.meta.url), { workerData: job });
  try {
    return await new Promise<RunResult>((resolve, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason), { once: true });
      worker.on("error", reject);
      worker.on("exit", (code) =>
        reject(new CliError(`train: the thread of ${job.precision} ended early (status ${code})`)),
      );
      worker.on("message", (message: WorkerMessage) => {
        if ("step" in message) onStep(message.step, message.loss);
        else if ("result" in message) resolve(message.result);
        else reject(new CliError(message.failure));
      });
    });
  } finally {
    await worker.terminate();
  }
}
