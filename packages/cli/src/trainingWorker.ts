import { parentPort, workerData } from "node:worker_threads";
import { CliError } from "./cliError.ts";
import type { RunResult } from "./runTraining.ts";
import { runJob, type TrainingJob } from "./trainingJob.ts";

/** What a worker says: a step done, the result, or why there is none. */
export type WorkerMessage =
  | { readonly step: number; readonly loss: number }
  | { readonly result: RunResult }
  | { readonly failure: string };

const say = (message: WorkerMessage): void => parentPort?.postMessage(message);

try {
  const watcher = {
    onStep: (step: number, loss: number): void => say({ step, loss }),
    signal: new AbortController().signal, // a worker is ended from outside
  };
  say({ result: await runJob(workerData as TrainingJob, watcher) });
} catch (error) {
  if (!(error instanceof CliError)) throw error;
  say({ failure: error.message });
}
