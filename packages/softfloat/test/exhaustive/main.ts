import { jobs } from "./jobs.ts";
import type { Outcome } from "./outcome.ts";
import { runResumable, type Surroundings, time } from "./resumable.ts";

const usage = "usage: npm run exhaustive -- [--list | NAME…]; a name stands for every job whose name it begins";

/**
 * Run the jobs that the arguments name, or all of them.
 * @returns The exit code: 1 when anything differs.
 */
export function main(args: readonly string[], surroundings: Surroundings): number {
  const unknown = args.filter((arg) => arg !== "--list" && !jobs.some(({ name }) => name.startsWith(arg)));
  if (unknown.length > 0) {
    console.error(`exhaustive: expected names of jobs, got ${unknown.join(" ")}; ${usage}`);
    return 1;
  }
  const names = args.filter((arg) => arg !== "--list");
  const chosen = jobs.filter(({ name }) => names.length === 0 || names.some((arg) => name.startsWith(arg)));
  if (args.includes("--list")) {
    console.log(chosen.map(({ name }) => name).join("\n"));
    return 0;
  }

  const outcomes: Outcome[] = chosen.map((job) => {
    const outcome = runResumable(job, surroundings);
    const verdict = outcome.failures.length === 0 ? "all right" : "FAILED";
    console.log(`${job.name}: ${outcome.cases} cases, ${verdict}, ${time(outcome.seconds)}`);
    for (const failure of outcome.failures) console.log(`  ${failure}`);
    return outcome;
  });
  const cases = outcomes.reduce((sum, outcome) => sum + outcome.cases, 0);
  const failed = outcomes.filter(({ failures }) => failures.length > 0).length;
  console.log(`exhaustive: ${cases} cases in ${outcomes.length} jobs, ${failed} jobs failed`);
  return failed === 0 ? 0 : 1;
}
