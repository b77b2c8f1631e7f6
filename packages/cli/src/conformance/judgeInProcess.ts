import { type ChildProcess, fork } from "node:child_process";
import type { Backend } from "@binade/backend";
import { type ConformanceReport, createReport, type GroupResult } from "@binade/conformance";
import { CliError } from "../cliError.ts";
import type { ConformanceJob } from "./conformanceJob.ts";

/** What the judging process says. */
export type ConformanceMessage =
  | { readonly started: Pick<Backend, "name" | "tier">; readonly cases: number }
  | { readonly cases: number; readonly at: string }
  | { readonly group: GroupResult }
  | { readonly report: ConformanceReport }
  | { readonly failure: string };

export interface ProcessWatcher {
  readonly onStart: (cases: number) => void;
  readonly onCases: (cases: number) => void;
  readonly onGroup: (group: GroupResult) => void;
  readonly signal: AbortSignal;
  /** Milliseconds without a word from the process after which it counts as hung. */
  readonly silenceMs: number;
}

/** Judge a backend in a process of its own. A crash or a hang is a verdict, with what was judged before it. */
export async function judgeInProcess(job: ConformanceJob, watcher: ProcessWatcher): Promise<ConformanceReport> {
  watcher.signal.throwIfAborted();
  const child = fork(new URL("./conformanceWorker.js", import.meta.url), { serialization: "advanced" });
  const groups = [...job.done];
  let backend: Pick<Backend, "name" | "tier"> = { name: job.backend, tier: "exact" };
  let at = "its creation";
  const ended = (verdict: "crashed" | "hung", problem: string): ConformanceReport => ({
    ...createReport(backend, standardOf(job), groups),
    verdict,
    problem,
  });
  try {
    return await new Promise<ConformanceReport>((resolve, reject) => {
      const alarm = createAlarm(watcher.silenceMs, () =>
        resolve(ended("hung", `hung: no progress for ${watcher.silenceMs / 1000} s at ${at}`)),
      );
      watcher.signal.addEventListener("abort", () => reject(watcher.signal.reason), { once: true });
      child.on("error", reject);
      child.on("exit", (code, signal) => {
        alarm.stop();
        resolve(ended("crashed", `crashed at ${at} (${signal ?? `status ${code}`})`));
      });
      child.on("message", (message: ConformanceMessage) => {
        alarm.reset();
        if ("started" in message) {
          backend = message.started;
          watcher.onStart(message.cases);
        } else if ("at" in message) {
          at = message.at;
          watcher.onCases(message.cases);
        } else if ("group" in message) {
          groups.push(message.group);
          watcher.onGroup(message.group);
        } else if ("report" in message) {
          alarm.stop();
          resolve(message.report);
        } else {
          alarm.stop();
          reject(new CliError(message.failure));
        }
      });
      child.send(job);
    });
  } finally {
    end(child);
  }
}

/** What the report says of a job. */
function standardOf({ suite, seed, tensorCore }: ConformanceJob): Parameters<typeof createReport>[1] {
  return { suite, seed, ...(tensorCore === undefined ? {} : { tensorCore }) };
}

function createAlarm(milliseconds: number, ring: () => void): { reset: () => void; stop: () => void } {
  let timer = setTimeout(ring, milliseconds);
  const stop = (): void => clearTimeout(timer);
  const reset = (): void => {
    stop();
    timer = setTimeout(ring, milliseconds);
  };
  return { reset, stop };
}

function end(child: ChildProcess): void {
  if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
}
