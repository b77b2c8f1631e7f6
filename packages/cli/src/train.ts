import { availableParallelism } from "node:os";
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
import { type TaskName, tasks } from "./tasks.ts";
import { runJob, type TrainingJob } from "./trainingJob.ts";
import { trainingSize } from "./trainingSize.ts";
import { checkWritable, writeFileAtomically } from "./writeFileAtomically.ts";

export const precisionChoices: readonly string[] = [...Object.keys(precisions), "all"];

/** In the order of the table. */
const allPrecisions: readonly PrecisionName[] = ["f32", "f16", "f16-unscaled", "bf16", "tf32"];

export interface TrainArguments {
  /** One after another in the table, the trace and the report. */
  readonly task: readonly TaskName[];
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

/** Train in one precision or all, then print the tables and write what was asked for. Files appear whole or not at all. */
export async function train(options: TrainArguments): Promise<void> {
  checkCheckpoints(options);
  for (const path of [options.trace, options.report, options.checkpoint])
    if (path !== undefined) await checkWritable(path);
  const plans: Plan[] = [];
  for (const task of options.task) plans.push({ task, ...(await trainingSize("train", { ...options, task })) });
  const summaries = await runAll(options, plans);

  const json = JSON.stringify(summaries.length === 1 ? summaries[0] : summaries);
  if (options.trace !== undefined) await writeFileAtomically(options.trace, traceLines(summaries));
  if (options.report !== undefined) await writeFileAtomically(options.report, renderReport(summaries));
  console.log(options.json === true ? json : summaries.map(summaryText).join("\n\n"));
  if (options.report !== undefined) console.error(`report: ${options.report}`);
}

/** A checkpoint is of one run. */
function checkCheckpoints({ task, precision, checkpoint, checkpointEvery, resume }: TrainArguments): void {
  const named = checkpoint !== undefined ? "--checkpoint" : resume !== undefined ? "--resume" : undefined;
  if (named !== undefined && (precision === "all" || task.length > 1)) {
    throw new CliError(`train: ${named} is for one run: name one --task, and a --precision instead of "all"`);
  }
  if (checkpointEvery !== undefined && checkpoint === undefined) {
    throw new CliError("train: --checkpoint-every needs --checkpoint <file>, where the checkpoints go");
  }
}

function summaryText(summary: TrainingSummary): string {
  return [resultsTable(summary), ...summary.results.filter(isProfiled).map(profileTable)].join("\n\n");
}

/** A task with its size. */
type Plan = Pick<TrainingJob, "task" | "steps" | "batch">;

/** One run a task and precision, `jobs` at a time; with one job in this thread, else each in its own. */
async function runAll(options: TrainArguments, plans: readonly Plan[]): Promise<TrainingSummary[]> {
  const { backend, seed, data, profile, resume, checkpoint, checkpointEvery = 100 } = options;
  const saving = checkpoint === undefined ? {} : { checkpoint, checkpointEvery };
  const chosen = options.precision === "all" ? allPrecisions : [options.precision];
  const runs = plans.flatMap((plan) => chosen.map((precision) => ({ ...plan, precision })));
  const jobs = Math.min(options.jobs, runs.length);
  const run = jobs === 1 ? runJob : runInWorker;
  const threads = jobs === 1 ? undefined : Math.max(1, Math.floor(availableParallelism() / jobs));
  const interruption = listenForInterruption("interrupted: nothing was written");
  const progress = createProgress();
  try {
    const results = await runConcurrently(runs, jobs, (job) => {
      const update = progress.add(`${job.task} ${job.precision}`, job.steps);
      const onStep = (step: number, loss: number): void => update(step + 1, `loss ${loss.toFixed(4)}`);
      return run(
        { ...job, backend, seed, data, threads, profile, resume, ...saving },
        { onStep, signal: interruption.signal },
      );
    });
    return plans.map(({ task, steps, batch }, i) => {
      const own = results.slice(i * chosen.length, (i + 1) * chosen.length);
      return { task, model: tasks[task].description, backend, steps, batch, seed, results: own };
    });
  } finally {
    interruption.stop();
    progress.stop();
  }
}

/** One JSON line a step, with its task where there are several; two runs with one seed give the same bytes. */
function traceLines(summaries: readonly TrainingSummary[]): string {
  return summaries
    .flatMap(({ task, results }) =>
      results.flatMap(({ precision, records }) =>
        records.map(({ step, lossBits, scale, skipped }) => {
          const line = { precision, step, loss: lossBits, scale, skipped };
          return `${JSON.stringify(summaries.length === 1 ? line : { task, ...line })}\n`;
        }),
      ),
    )
    .join("");
}
