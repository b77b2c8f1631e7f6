import type { Backend, KernelName } from "@binade/backend";
import {
  type ConformanceCase,
  type ConformanceReport,
  countCases,
  createReport,
  type GroupName,
  type GroupResult,
  judgeBackend,
  type Suite,
} from "@binade/conformance";
import type { MmaSyncGpu } from "@binade/softfloat";
import { loadBackend } from "../backends.ts";

/** One run of the judge as plain data, so that it can be handed to another process. */
export interface ConformanceJob {
  readonly backend: string;
  readonly suite: Suite;
  readonly seed: number;
  readonly kernels: readonly KernelName[] | undefined;
  /** The GPU whose tensor cores a matrix product is judged by; by default it is the contract. */
  readonly tensorCore?: MmaSyncGpu | undefined;
  /** Groups that an earlier run has judged. */
  readonly done: readonly GroupResult[];
}

/** Who watches a run. */
export interface ConformanceWatcher {
  readonly onStart: (backend: Pick<Backend, "name" | "tier">, cases: number) => void;
  /** Called before each case. */
  readonly onCase: (testCase: Pick<ConformanceCase, "kernel" | "op" | "dtype" | "id">) => void;
  readonly onGroup: (group: GroupResult) => void;
}

/** Judge a backend in this process. */
export async function runConformance(job: ConformanceJob, watcher: ConformanceWatcher): Promise<ConformanceReport> {
  const { suite, seed, kernels, tensorCore, done } = job;
  const standard = { suite, seed, ...(tensorCore === undefined ? {} : { tensorCore }) };
  const options = { ...standard, ...(kernels === undefined ? {} : { kernels }) };
  const backend = await loadBackend(job.backend);
  const doneNames = new Set(done.map(nameOf));
  const groups = [...done];
  try {
    watcher.onStart({ name: backend.name, tier: backend.tier }, countCases(options));
    const isDone = (group: GroupName): boolean => doneNames.has(nameOf(group));
    for await (const group of judgeBackend(backend, { ...options, isDone, onCase: watcher.onCase })) {
      groups.push(group);
      watcher.onGroup(group);
    }
    return createReport(backend, standard, groups);
  } finally {
    await backend.dispose();
  }
}

export function nameOf({ kernel, op, dtype }: GroupName): string {
  return `${kernel} ${op} ${dtype}`;
}
