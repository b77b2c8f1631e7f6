import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { GroupResult } from "@binade/conformance";
import type { ConformanceJob } from "./conformanceJob.ts";

/** What was judged before an interruption, in a file beside the one that is to be written: a line a group. */
export interface PartialResults {
  readonly done: readonly GroupResult[];
  readonly add: (group: GroupResult) => void;
  readonly remove: () => void;
}

/** Open the partial results of the same job, or begin new ones; without a file nothing is kept. */
export function openPartialResults(
  json: string | undefined,
  job: Pick<ConformanceJob, "backend" | "suite" | "seed" | "kernels" | "tensorCore">,
): PartialResults {
  if (json === undefined) return { done: [], add: () => undefined, remove: () => undefined };
  const { backend, suite, seed, kernels, tensorCore } = job;
  const path = `${json}.${backend.replace(/[^\w-]+/g, "_")}.part`;
  const head = JSON.stringify({ backend, suite, seed, kernels, tensorCore });
  const [firstLine, ...lines] = existsSync(path) ? readFileSync(path, "utf8").split("\n") : [];
  const isSame = firstLine === head;
  if (!isSame) writeFileSync(path, `${head}\n`);
  return {
    done: isSame ? lines.flatMap(groupOf) : [],
    add: (group) => appendFileSync(path, `${JSON.stringify(group)}\n`),
    remove: () => rmSync(path, { force: true }),
  };
}

/** A line that was cut short by the interruption is judged again. */
function groupOf(line: string): GroupResult[] {
  try {
    return [JSON.parse(line) as GroupResult];
  } catch {
    return [];
  }
}
