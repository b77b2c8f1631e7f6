import { readFile } from "node:fs/promises";
import type { LedgerReport } from "@binade/autograd";
import { CliError } from "./cliError.ts";
import type { ProbeResult } from "./gradientProbe.ts";
import type { StepRecord, TrainingOptions } from "./runTraining.ts";

/** What a checkpoint of a run holds beside the trainer's state, so that table, trace and report are those of one run. */
export interface RunSoFar {
  readonly seconds: number;
  readonly records: readonly StepRecord[];
  readonly probes: readonly ProbeResult[];
  /** Once it was looked at. */
  readonly memory?: LedgerReport;
}

/** What decides about a run's numbers; a checkpoint goes on only in a run with the same. */
type Setting = Pick<TrainingOptions, "precision" | "steps" | "batch" | "seed"> & { readonly task: string };

/** The notes of a checkpoint. */
export function notesOf(options: TrainingOptions, soFar: RunSoFar): Record<string, string> {
  return { setting: JSON.stringify(settingOf(options)), run: JSON.stringify(soFar) };
}

/** @throws {@link CliError} when the notes are those of a run with other settings, or of none. */
export function runSoFarOf(options: TrainingOptions, notes: Readonly<Record<string, string>>): RunSoFar {
  const [wanted, got] = [settingOf(options), JSON.parse(notes["setting"] ?? "{}") as Partial<Setting>];
  const differing = (Object.keys(wanted) as (keyof Setting)[]).filter((name) => wanted[name] !== got[name]);
  if (differing.length > 0) {
    const list = differing.map((name) => `${name} ${got[name] ?? "none"} instead of ${wanted[name]}`).join(", ");
    throw new CliError(`train: the checkpoint is of a run with ${list}; resume with the options that it was made with`);
  }
  return JSON.parse(notes["run"] as string) as RunSoFar;
}

export async function readCheckpoint(path: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(path));
  } catch (error) {
    const { code = "unknown error" } = error as NodeJS.ErrnoException;
    throw new CliError(`train: cannot read the checkpoint ${path} (${code})`);
  }
}

function settingOf({ task, precision, steps, batch, seed }: TrainingOptions): Setting {
  return { task: task.description, precision, steps, batch, seed };
}
