import { canonicalizeNaN, type Dtype, dtypes, elementCount, type KernelName } from "@binade/backend";
import type { ConformanceCase } from "../cases/conformanceCase.ts";
import type { Arithmetic } from "../spec/arithmetic.ts";
import type { Evaluators } from "../spec/evaluators.ts";
import type { LazyTensor, Word } from "../spec/specTensor.ts";
import type { CaseRun } from "./runCase.ts";

/** One word that differs. */
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
  expected.forEach(({ dtype: stored, shape, wordAt, floatWords = [] }, output) => {
    const got = run.outputs[output] ?? [];
    for (const index of indicesOf(testCase, output, elementCount(shape))) {
      words++;
      const dtype = floatWords.includes(index) ? "f32" : stored;
      const expectedWord = canonical(dtype, wordAt(index));
      const gotWord = index < got.length ? canonical(dtype, got[index] as Word) : null;
      if (gotWord !== expectedWord) {
        differences.push({ caseId: testCase.id, output, index, dtype, expected: expectedWord, got: gotWord });
      }
    }
  });
  return { words, differences };
}

function indicesOf({ sample }: ConformanceCase, output: number, count: number): Iterable<number> {
  return sample?.[output] ?? Array.from({ length: count }, (_, index) => index);
}

/** N1: every comparison of bits replaces each NaN by the canonical one. */
export function canonical(dtype: Dtype, word: Word): Word {
  const array = { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array }[dtypes[dtype].byteWidth];
  return canonicalizeNaN(dtype, array.of(word))[0] as Word;
}
