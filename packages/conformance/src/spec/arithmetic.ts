import type { CompareOp, Dtype, FloatDtype, Tf32Rounding } from "@binade/backend";
import type { Word } from "./specTensor.ts";

/**
 * What an evaluator computes with: one operation at a time, on words. `exactArithmetic` is the numeric contract's; a
 * candidate model replaces a few of these to find out how a device computes instead. Words without a dtype are f32.
 */
export interface Arithmetic {
  readonly add: (a: Word, b: Word) => Word;
  readonly sub: (a: Word, b: Word) => Word;
  readonly mul: (a: Word, b: Word) => Word;
  readonly div: (a: Word, b: Word) => Word;
  readonly sqrt: (a: Word) => Word;
  /** `a·b + c` where a formula of the contract has a product and the sum that takes it: two roundings. */
  readonly multiplyAdd: (a: Word, b: Word, c: Word) => Word;
  readonly negate: (a: Word) => Word;
  readonly absolute: (a: Word) => Word;
  /** N3: NaN wins, −0 < +0. */
  readonly maximum: (a: Word, b: Word) => Word;
  readonly minimum: (a: Word, b: Word) => Word;
  /** IEEE: −0 = +0; with NaN only `ne` is true. */
  readonly compare: (op: CompareOp, a: Word, b: Word) => boolean;
  readonly isNaN: (a: Word) => boolean;
  /** Exact, f32 from any float dtype. */
  readonly widen: (dtype: FloatDtype, word: Word) => Word;
  /** The one rounding of a result to its dtype. */
  readonly narrow: (dtype: FloatDtype, word: Word) => Word;
  /** N8. */
  readonly cast: (from: Dtype, to: Dtype, word: Word, saturate: boolean) => Word;
  /** N5: an f32 operand of a tf32 product. */
  readonly roundToTf32: (word: Word, rounding: Tf32Rounding) => Word;
  /** N6. */
  readonly sum: (words: readonly Word[]) => Word;
  /** `sum ÷ n` of a mean, n as f32. */
  readonly meanOf: (sum: Word, count: number) => Word;
  /** N5, steps 1 and 2: products of pairs and their sums. */
  readonly dot: (a: readonly Word[], b: readonly Word[]) => Word;
}
