import type { KernelTime } from "@binade/backend";
import type { RunResult } from "./runTraining.ts";
import { textTable } from "./textTable.ts";

/** A run whose device was timed. */
export type ProfiledRun = RunResult & { readonly times: readonly KernelTime[] };

export function isProfiled(result: RunResult): result is ProfiledRun {
  return result.times !== undefined;
}

/** Milliseconds of a step by kernel and part, the longest first. */
export function profileTable(result: ProfiledRun): string {
  const { precision, steps, times } = result;
  const total = times.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  const rows = times.map(({ kernel, part, dispatches, milliseconds }) => [
    part === kernel ? kernel : `${kernel}: ${part}`,
    (dispatches / steps).toFixed(1),
    (milliseconds / steps).toFixed(3),
    `${((100 * milliseconds) / total).toFixed(1)} %`,
  ]);
  const title = `${precision}: ${(total / steps).toFixed(2)} ms of a step on the device`;
  return [title, "", ...textTable([["kernel", "dispatches", "ms", "share"], ...rows])].join("\n");
}
