import { type PrecisionName, precisions } from "@binade/nn";
import { CliError } from "../cliError.ts";
import { listenForInterruption } from "../listenForInterruption.ts";
import { createProgress } from "../progress.ts";
import type { TaskName } from "../tasks.ts";
import { trainingSize } from "../trainingSize.ts";
import { checkWritable, writeFileAtomically } from "../writeFileAtomically.ts";
import { compareTrainings, type Outcome } from "./compareTrainings.ts";
import { sameBitsText } from "./sameBitsText.ts";
import { trainInProcess } from "./trainingInProcess.ts";
import type { WatchedTraining } from "./watchedTraining.ts";

export const sameBitsPrecisions: readonly string[] = Object.keys(precisions);

export interface SameBitsArguments {
  readonly backends: readonly string[];
  readonly task: TaskName;
  readonly precision: PrecisionName;
  readonly steps?: number;
  readonly batch?: number;
  readonly seed: number;
  readonly data?: string;
  /** Seconds for one step. */
  readonly timeLimit: number;
  readonly json?: string;
}

export type BackendResult = { readonly backend: string } & Outcome;

/** What was compared, with every outcome; what `--json` writes. */
export interface SameBitsReport {
  readonly task: TaskName;
  readonly precision: PrecisionName;
  readonly steps: number;
  readonly batch: number;
  readonly seed: number;
  /** In the order of the command line; the first is what the others are compared with. */
  readonly results: readonly BackendResult[];
}

/** Train on several backends at once, each in a process of its own, and print where their bits first differ. */
export async function sameBits(options: SameBitsArguments): Promise<void> {
  const { backends, task, precision, seed, json } = options;
  if (backends.length < 2) {
    throw new CliError(`same-bits: at least two backends expected, got ${backends.length}; --backends cpu,NAME`);
  }
  if (json !== undefined) await checkWritable(json);
  const size = await trainingSize("same-bits", options);
  const outcomes = await compareBackends(options, size);

  const results = backends.map((backend, i) => ({ backend, ...(outcomes[i] as Outcome) }));
  const report: SameBitsReport = { task, precision, ...size, seed, results };
  if (json !== undefined) await writeFileAtomically(json, `${JSON.stringify(report, null, 1)}\n`);
  console.log(sameBitsText(report));
  const wrong = results.filter(({ verdict }) => verdict !== "reference" && verdict !== "same");
  if (wrong.length > 0) {
    throw new CliError(`same-bits: ${wrong.map(({ backend, verdict }) => `${backend} ${verdict}`).join(", ")}`);
  }
}

async function compareBackends(
  { backends, task, precision, seed, data, timeLimit }: SameBitsArguments,
  size: { readonly steps: number; readonly batch: number },
): Promise<Outcome[]> {
  const interruption = listenForInterruption("interrupted: nothing was written");
  const progress = createProgress();
  const trainings = backends.map((backend) =>
    trainInProcess(
      { task, precision, backend, seed, data, ...size },
      { signal: interruption.signal, silenceMs: timeLimit * 1000 },
    ),
  );
  try {
    const update = progress.add(`${task} ${precision}`, size.steps);
    const [reference, ...others] = trainings as [WatchedTraining, ...WatchedTraining[]];
    return await compareTrainings([reference, ...others], size.steps, (step) => update(step + 1));
  } finally {
    await Promise.all(trainings.map((training) => training.end()));
    interruption.stop();
    progress.stop();
  }
}
