import type { ConformanceCase } from "../cases/conformanceCase.ts";
import type { CandidateModel } from "../models/candidateModel.ts";
import type { Evaluators } from "../spec/evaluators.ts";
import { createArithmetic, createRecordingArithmetic } from "../spec/exactArithmetic.ts";
import { agrees, compareCase, type Difference, expectedOf } from "./compareCase.ts";
import type { CaseRun } from "./runCase.ts";

/** How well a model explains what a device gave. */
export interface Classification {
  readonly model: string;
  readonly does: string;
  readonly tag: string | undefined;
  /** Cases that the model reproduces in every word, of those tried. */
  readonly reproduced: number;
  readonly tried: number;
}

/** A case with what the device gave for it, at some elements: those that differ, and others. */
export interface Observation {
  readonly testCase: ConformanceCase;
  readonly run: CaseRun;
}

const observedElements = 24; // that differ, and as many that do not, by output

/** Keep a run for the classification, cut down to the elements that say most. */
export function observe(testCase: ConformanceCase, run: CaseRun, differences: readonly Difference[]): Observation {
  const sample = run.outputs.map((words, output) => {
    const judged = testCase.sample?.[output] ?? Array.from({ length: words.length }, (_, index) => index);
    const differing = differences.filter((difference) => difference.output === output).map(({ index }) => index);
    const isDiffering = new Set(differing);
    const wrong = new Set(spread(differing));
    return [...wrong, ...spread(judged.filter((index) => !isDiffering.has(index)))];
  });
  return { testCase: { ...testCase, sample }, run };
}

/** Some of the indices, evenly spread. */
function spread(indices: readonly number[]): number[] {
  const step = Math.max(1, Math.ceil(indices.length / observedElements));
  return indices.filter((_, i) => i % step === 0);
}

/**
 * The models that explain more of the observations than the contract does, best first. An explanation is complete when it
 * reproduces every case tried: the cases that differ, and others that do not, which a wrong model would break. A model of
 * operations that none of the cases needs computes what the contract does, and is not tried.
 */
export function classify(
  observations: readonly Observation[],
  models: readonly CandidateModel[],
  evaluators: Evaluators,
): readonly Classification[] {
  const { arithmetic, used } = createRecordingArithmetic();
  const byContract = observations.filter(
    ({ testCase, run }) =>
      compareCase(testCase, expectedOf(testCase, evaluators, arithmetic), run).differences.length === 0, // all, to use all
  ).length;
  const isRelevant = (model: CandidateModel): boolean =>
    observations.some(({ testCase }) => model.evaluators?.[testCase.kernel] !== undefined) ||
    Object.keys(model.arithmetic ?? {}).some((operation) => used.has(operation));
  return models
    .filter(isRelevant)
    .map((model) => ({
      model: model.name,
      does: model.does,
      tag: model.tag,
      reproduced: reproducedBy(model, observations, evaluators, byContract),
      tried: observations.length,
    }))
    .filter(({ reproduced }) => reproduced > byContract)
    .sort((a, b) => b.reproduced - a.reproduced);
}

/** How many observations a model reproduces; given up where it can be no more than `least`. */
function reproducedBy(
  model: CandidateModel,
  observations: readonly Observation[],
  evaluators: Evaluators,
  least: number,
): number {
  const arithmetic = createArithmetic(model.arithmetic);
  const table = { ...evaluators, ...model.evaluators };
  let missed = 0;
  for (const { testCase, run } of observations) {
    if (!agrees(testCase, expectedOf(testCase, table, arithmetic), run)) missed++;
    if (observations.length - missed <= least) break;
  }
  return observations.length - missed;
}
