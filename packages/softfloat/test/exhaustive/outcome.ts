/** What a comparison of many cases gave. */
export interface Outcome {
  readonly cases: number;
  /** The first of them. */
  readonly failures: readonly string[];
}

/** How many failures are worth reading. */
export const failuresKept = 5;

/** One outcome of many. */
export function total(outcomes: Iterable<Outcome>): Outcome {
  let cases = 0;
  const failures: string[] = [];
  for (const outcome of outcomes) {
    cases += outcome.cases;
    failures.push(...outcome.failures.slice(0, failuresKept - failures.length));
  }
  return { cases, failures };
}
