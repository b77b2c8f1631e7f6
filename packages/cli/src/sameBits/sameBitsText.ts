import type { Outcome, TrainingDifference } from "./compareTrainings.ts";
import type { BackendResult, SameBitsReport } from "./sameBits.ts";

/** What was compared and how each backend came out, for people. */
export function sameBitsText({ task, precision, steps, batch, seed, results }: SameBitsReport): string {
  const [reference] = results;
  const head = `${task} in ${precision}, ${steps} steps of ${batch}, seed ${seed}: every bit against ${reference?.backend}`;
  return [head, ...results.map((result) => outcomeText(result, reference?.backend ?? ""))].join("\n");
}

function outcomeText({ backend, ...outcome }: BackendResult, reference: string): string {
  const text = texts[outcome.verdict] as (outcome: Outcome, backend: string, reference: string) => string;
  return `${backend}: ${text(outcome, backend, reference)}`;
}

const ended = ({ step, problem }: Extract<Outcome, { readonly problem: string }>): string =>
  `${problem}, ${momentText(step)}`;

const texts: {
  readonly [V in Outcome["verdict"]]: (
    outcome: Extract<Outcome, { readonly verdict: V }>,
    backend: string,
    reference: string,
  ) => string;
} = {
  reference: () => "the reference",
  same: () => "none differs: the same bits in every loss, gradient, moment and weight of every step",
  undecided: (_, __, reference) => `undecided: no bit differed until ${reference} ended`,
  differs: differenceText,
  crashed: ended,
  hung: ended,
  failed: ended,
};

function differenceText(difference: TrainingDifference, backend: string, reference: string): string {
  const { step, tensor, tensors, tensorCount, shape, index, words, values, ulps, differing } = difference;
  const size = shape.reduce((product, length) => product * length, 1);
  const width = Math.max(backend.length, reference.length);
  const distance = ulps === undefined ? "" : `, ${ulps} ulp away`;
  return [
    `differs ${momentText(step)}, first in "${tensor}" [${shape.join(", ")}] at element ${index}:`,
    `  ${reference.padEnd(width)}  ${words[0]}  ${values[0]}`,
    `  ${backend.padEnd(width)}  ${words[1]}  ${values[1]}${distance}`,
    `  ${differing} of its ${size} elements differ, and ${tensors.length} of the ${tensorCount} tensors there`,
  ].join("\n");
}

function momentText(step: number): string {
  return step < 0 ? "before the first step" : `in step ${step}`;
}
