import { type PrecisionName, precisions } from "@binade/nn";
import type { BackendName } from "./backends.ts";
import { CliError } from "./cliError.ts";
import { listenForInterruption } from "./listenForInterruption.ts";
import { isProfiled, profileTable } from "./profileTable.ts";
import { createProgress } from "./progress.ts";
import { renderReport } from "./report/renderReport.ts";
import { resultsTable } from "./resultsTable.ts";
import { runConcurrently } from "./runConcurrently.ts";
import { runInWorker } from "./runInWorker.ts";
import type { RunResult } from "./runTraining.ts";
import { type Task, type TaskName, tasks } from "./tasks.ts";
import { runJob, type TrainingJob } from "./trainingJob.ts";
import { trainingSize } from "./trainingSize.ts";
import { checkWritable, writeFileAtomically } from "./writeFileAtomically.ts";

export const precisionChoices: readonly string[] = [...Object.keys(precisions), "all"];

/** In the order of the table. */
const allPrecisions: readonly PrecisionName[] = ["f32", "f16", "f16-unscaled", "bf16", "tf32"];

export interface TrainArguments {
  readonly task: TaskName;
  readonly precision: PrecisionName | "all";
  readonly backend: BackendName;
  readonly steps?: number;
  readonly batch?: number;
  readonly seed: number;
  /** Runs at a time. */
  readonly jobs: number;
  readonly data?: string | undefined;
  readonly checkpoint?: string;
  readonly checkpointEvery?: number;
  readonly resume?: string;
  readonly profile?: boolean;
  readonly json?: boolean;
  readonly trace?: string;
  readonly report?: string;
}

/** What was run, with every result; what `--json` prints and the report shows. */
export interface TrainingSummary {
  readonly task: TaskName;
  readonly model: string;
  readonly backend: string;
  readonly steps: number;
  readonly batch: number;
  readonly seed: number;
  readonly results: readonly RunResult[];
}

/** Train in one precision or all, then print the table and write what was asked for. Files appear whole or not at all. */
export async function train(options: TrainArguments): Promise<void> {
  const task: Task = tasks[options.task];
  checkCheckpoints(options);
  for (const path of [options.trace, options.report, options.checkpoint])
    if (path !== undefined) await checkWritable(path);
  const { steps, batch } = await trainingSize("train", options);
  const results = await runAll(options, { steps, batch });

  const summary: TrainingSummary = {
    task: options.task,
    model: task.description,
    backend: options.backend,
    steps,
    batch,
    seed: options.seed,
    results,
  };
  if (options.trace !== undefined) await writeFileAtomically(options.trace, traceLines(results));
  if (options.report !== undefined) await writeFileAtomically(options.report, renderReport(summary));
  console.log(options.json === true ? JSON.stringify(summary) : summaryText(summary));
  if (options.report !== undefined) console.error(`report: ${options.report}`);
}

/** A checkpoint is of one run. */
function checkCheckpoints({ precision, checkpoint, checkpointEvery, resume }: TrainArguments): void {
  const named = checkpoint !== undefined ? "--checkpoint" : resume !== undefined ? "--resume" : undefined;
  if (named !== undefined && precision === "all") {
    throw new CliError(`train: ${named} is for one run: name a --precision instead of "all"`);
  }
  if (checkpointEvery !== undefined && checkpoint === undefined) {
    throw new CliError("train: --checkpoint-every needs --checkpoint <file>, where the checkpoints go");
  }
}

function summaryText(summary: TrainingSummary): string {
  return [resultsTable(summary), ...summary.results.filter(isProfiled).map(profileTable)].join("\n\n");
}

/** One run a precision, `jobs` at a time; with one job in this thread, else each in its own. */
async function runAll(options: TrainArguments, size: Pick<TrainingJob, "steps" | "batch">): Promise<RunResult[]> {
  const chosen = options.precision === "all" ? allPrecisions : [options.precision];
  const jobs = Math.min(options.jobs, chosen.length);
  const run = jobs === 1 ? runJob : runInWorker;
  const interruption = listenForInterruption("interrupted: nothing was written");
  const progress = createProgress();
  try {
    return await runConcurrently(chosen, jobs, (precision) => {
      const { task, backend, seed, data, profile = false, resume, checkpoint, checkpointEvery = 100 } = options;
      const saving = checkpoint === undefined ? {} : { checkpoint, checkpointEvery };
      const update = progress.add(`${task} ${precision}`, size.steps);
      const onStep = (step: number, loss: number): void => update(step + 1, `loss ${loss.toFixed(4)}`);
      return run(
        { task, precision, backend, seed, data, profile, resume, ...saving, ...size },
        { onStep, signal: interruption.signal },
      );
    });
  } finally {
    interruption.stop();
    progress.stop();
  }
}

/** One JSON line a step; two runs with one seed give the same bytes. */
function traceLines(results: readonly RunResult[]): string {
  return results
    .flatMap(({ precision, records }) =>
      records.map(
        ({ step, lossBits, scale, skipped }) =>
          `${JSON.stringify({ precision, step, loss: lossBits, scale, skipped })}\n`,
      ),
    )
    .join("");
}
