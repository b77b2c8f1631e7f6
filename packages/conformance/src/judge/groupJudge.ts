import { type Backend, BackendError, type Dtype, type KernelName } from "@binade/backend";
import type { ConformanceCase } from "../cases/conformanceCase.ts";
import { isAccepted } from "../intervals/acceptance.ts";
import type { CandidateModel } from "../models/candidateModel.ts";
import type { Evaluators } from "../spec/evaluators.ts";
import { exactArithmetic } from "../spec/exactArithmetic.ts";
import { type Classification, classify, type Observation, observe } from "./classify.ts";
import { compareCase, type Difference, expectedOf } from "./compareCase.ts";
import { isCorrectlyRounded } from "./correctlyRounded.ts";
import { runCase } from "./runCase.ts";
import { ulpsBetween } from "./ulpsBetween.ts";

/** How one operation of a kernel did for one dtype. */
export interface GroupResult {
  readonly kernel: KernelName;
  readonly op: string;
  readonly dtype: Dtype;
  /** `absent`: the backend's capabilities do not list it. `differs` and `failed` are verdicts against it. */
  readonly verdict: "exact" | "differs" | "failed" | "absent";
  readonly cases: number;
  readonly words: number;
  readonly differingCases: number;
  readonly differingWords: number;
  /** Largest distance of a differing result in units of its last place; null where a NaN is on one side only. */
  readonly maxUlps: number | null;
  /** Whether WGSL accepts every word that differs; null where none does, or WGSL has no such operation. */
  readonly withinInterval: boolean | null;
  /** Whether the words kept for the explanation are the exact results, rounded once; null where none differs. */
  readonly isCorrectlyRounded: boolean | null;
  /** By case set: how many cases there were, and how many differ. */
  readonly sets: Readonly<Record<string, { readonly cases: number; readonly differing: number }>>;
  /** The first few, in the order of the cases. */
  readonly differences: readonly Difference[];
  /** What the backend threw, or wrote where it must not, by case. */
  readonly failures: readonly string[];
  /** What explains the differences, best first. */
  readonly explanations: readonly Classification[];
}

const shown = 5;
/** Cases that are kept for the classification: as many that differ, and as many that do not. */
const keptObservations = 16;

/** Collects the verdict on one group while its cases run one after the other. */
export class GroupJudge {
  readonly #backend: Backend;
  readonly #evaluators: Evaluators;
  readonly #models: readonly CandidateModel[];
  readonly #sets: Record<string, { cases: number; differing: number }> = {};
  readonly #differing: Observation[] = [];
  readonly #agreeing: Observation[] = [];
  readonly #differences: Difference[] = [];
  readonly #failures: string[] = [];
  #cases = 0;
  #words = 0;
  #differingCases = 0;
  #differingWords = 0;
  #maxUlps = 0;
  #withinInterval: boolean | undefined = true;

  constructor(backend: Backend, evaluators: Evaluators, models: readonly CandidateModel[]) {
    this.#backend = backend;
    this.#evaluators = evaluators;
    this.#models = models;
  }

  async run(testCase: ConformanceCase): Promise<void> {
    this.#cases++;
    this.#sets[testCase.set] ??= { cases: 0, differing: 0 };
    const set = this.#sets[testCase.set] as { cases: number; differing: number };
    set.cases++;
    let run: Observation["run"];
    try {
      run = await runCase(this.#backend, testCase);
    } catch (error) {
      set.differing++;
      this.#fail(`${testCase.id}: ${error instanceof BackendError ? `${error.code} ` : ""}${messageOf(error)}`);
      return;
    }
    if (run.overrun !== undefined) this.#fail(`${testCase.id}: wrote behind its output (${run.overrun})`);
    const { words, differences } = compareCase(testCase, expectedOf(testCase, this.#evaluators, exactArithmetic), run);
    this.#words += words;
    if (differences.length === 0) {
      keep(this.#agreeing, observe(testCase, run, []));
      return;
    }
    set.differing++;
    this.#differingCases++;
    this.#differingWords += differences.length;
    this.#differences.push(...differences.slice(0, Math.max(0, shown - this.#differences.length)));
    for (const difference of differences) this.#maxUlps = Math.max(this.#maxUlps, ulpsBetween(difference));
    this.#noteInterval(testCase, differences);
    keep(this.#differing, observe(testCase, run, differences));
  }

  result(kernel: KernelName, op: string, dtype: Dtype, isAbsent = false): GroupResult {
    const differs = this.#differingCases > 0;
    return {
      kernel,
      op,
      dtype,
      verdict: isAbsent ? "absent" : this.#failures.length > 0 ? "failed" : differs ? "differs" : "exact",
      cases: this.#cases,
      words: this.#words,
      differingCases: this.#differingCases,
      differingWords: this.#differingWords,
      maxUlps: Number.isFinite(this.#maxUlps) ? this.#maxUlps : null,
      withinInterval: differs ? (this.#withinInterval ?? null) : null,
      isCorrectlyRounded: differs ? [...this.#differing, ...this.#agreeing].every(isCorrectlyRounded) : null,
      sets: this.#sets,
      differences: this.#differences,
      failures: this.#failures,
      explanations: differs ? classify([...this.#differing, ...this.#agreeing], this.#models, this.#evaluators) : [],
    };
  }

  /** Until one word is outside, or is of an operation without an interval. */
  #noteInterval(testCase: ConformanceCase, differences: readonly Difference[]): void {
    for (const { output, index, got } of differences) {
      if (this.#withinInterval !== true) return;
      this.#withinInterval = got === null ? false : isAccepted(testCase, output, index, got);
    }
  }

  #fail(failure: string): void {
    if (this.#failures.length < shown) this.#failures.push(failure);
  }
}

function keep(observations: Observation[], observation: Observation): void {
  if (observations.length < keptObservations) observations.push(observation);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
