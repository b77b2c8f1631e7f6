import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Outcome, total } from "./outcome.ts";

export type { Outcome } from "./outcome.ts";

/** A long comparison in chunks, each a fraction of a second. */
export interface Job {
  readonly name: string;
  readonly chunks: number;
  /** Made when the job begins: what compares one chunk. Failures are collected, not thrown. */
  readonly start: () => (chunk: number) => Outcome;
}

interface State extends Outcome {
  /** What was tested: a run that began with other code does not count. */
  readonly fingerprint: string;
  readonly done: number;
  readonly seconds: number;
}

/** Where a job keeps how far it is, and where it says so. */
export interface Surroundings {
  readonly folder: string;
  readonly fingerprint: string;
  readonly say: (line: string) => void;
}

const reportEvery = 5; // seconds

/**
 * Run a job to its end, saying how far it is and how long it will take. When it is stopped, the next run of the same job
 * on the same code goes on from the state file.
 */
export function runResumable(
  { name, chunks, start }: Job,
  { folder, fingerprint, say }: Surroundings,
): Outcome & { readonly seconds: number } {
  const file = join(folder, `${name.replaceAll(/\W+/g, "-")}.json`);
  let state = load(file, fingerprint);
  if (state.done > 0) say(`${name}: goes on at ${percent(state.done, chunks)}`);

  const run = start();
  let last = performance.now();
  while (state.done < chunks) {
    const sum = total([state, run(state.done)]);
    const seconds = (performance.now() - last) / 1000;
    const isReport = seconds > reportEvery || state.done + 1 === chunks;
    state = {
      ...state,
      ...sum,
      done: state.done + 1,
      seconds: state.seconds + (isReport ? seconds : 0),
    };
    if (!isReport) continue;
    last = performance.now();
    save(file, state);
    const left = time((state.seconds / state.done) * (chunks - state.done));
    const progress = `${percent(state.done, chunks)}, ${left} left, ${state.failures.length} failures`;
    if (state.done < chunks) say(`${name}: ${progress}`);
  }
  rmSync(file, { force: true });
  return state;
}

function load(file: string, fingerprint: string): State {
  const fresh: State = { fingerprint, done: 0, cases: 0, failures: [], seconds: 0 };
  if (!existsSync(file)) return fresh;
  const state = JSON.parse(readFileSync(file, "utf8")) as State;
  return state.fingerprint === fingerprint ? state : fresh;
}

/** Written beside and renamed, so that a stop in between leaves the last one. */
function save(file: string, state: State): void {
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(state));
  renameSync(`${file}.${process.pid}`, file);
}

function percent(done: number, chunks: number): string {
  return `${((100 * done) / chunks).toFixed(1)} %`;
}

export function time(seconds: number): string {
  return seconds < 100 ? `${seconds.toFixed(0)} s` : `${(seconds / 60).toFixed(1)} min`;
}
