import { canonicalizeNaN, type Dtype, dtypes, elementCount, type KernelName } from "@binade/backend";
import type { ConformanceCase } from "../cases/conformanceCase.ts";
import type { Arithmetic } from "../spec/arithmetic.ts";
import type { Evaluators } from "../spec/evaluators.ts";
import type { LazyTensor, Word } from "../spec/specTensor.ts";
import type { CaseRun } from "./runCase.ts";

/** One word, as expected and as a backend gave it. */
export interface Difference {
  readonly caseId: string;
  readonly output: number;
  readonly index: number;
  readonly dtype: Dtype;
  readonly expected: Word;
  /** Null where there is no such word. */
  readonly got: Word | null;
}

export interface Comparison {
  readonly words: number;
  readonly differences: readonly Difference[];
}

/** What the contract says that a case gives; lazy, and canonical where it is a NaN. */
export function expectedOf<N extends KernelName>(
  testCase: ConformanceCase<N>,
  evaluators: Evaluators,
  arithmetic: Arithmetic,
): readonly LazyTensor[] {
  const { outputs, inputs, params } = testCase;
  return evaluators[testCase.kernel]({ outputs, inputs, params }, arithmetic);
}

/** Compare a run with what is expected, word by word, at the sampled elements where the case names them. */
export function compareCase(testCase: ConformanceCase, expected: readonly LazyTensor[], run: CaseRun): Comparison {
  const differences: Difference[] = [];
  let words = 0;
  for (const word of comparedWords(testCase, expected, run)) {
    words++;
    if (word.got !== word.expected) differences.push(word);
  }
  return { words, differences };
}

/** Whether no word differs; ends at the first that does. */
export function agrees(testCase: ConformanceCase, expected: readonly LazyTensor[], run: CaseRun): boolean {
  for (const { got, expected: word } of comparedWords(testCase, expected, run)) if (got !== word) return false;
  return true;
}

function* comparedWords(
  testCase: ConformanceCase,
  tensors: readonly LazyTensor[],
  run: CaseRun,
): Generator<Difference> {
  for (const [output, { dtype: stored, shape, wordAt, floatWords = [] }] of tensors.entries()) {
    const words = run.outputs[output] ?? [];
    for (const index of indicesOf(testCase, output, elementCount(shape))) {
      const dtype = floatWords.includes(index) ? "f32" : stored;
      const expected = canonical(dtype, wordAt(index));
      const got = index < words.length ? canonical(dtype, words[index] as Word) : null;
      yield { caseId: testCase.id, output, index, dtype, expected, got };
    }
  }
}

function indicesOf({ sample }: ConformanceCase, output: number, count: number): Iterable<number> {
  return sample?.[output] ?? Array.from({ length: count }, (_, index) => index);
}

/** N1: every comparison of bits replaces each NaN by the canonical one. */
export function canonical(dtype: Dtype, word: Word): Word {
  const array = { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array }[dtypes[dtype].byteWidth];
  return canonicalizeNaN(dtype, array.of(word))[0] as Word;
}
