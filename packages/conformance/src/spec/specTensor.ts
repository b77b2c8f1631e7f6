import type { Dtype } from "@binade/backend";

/** An element as its code: an unsigned integer of the dtype's width; i32 as the 32-bit word. */
export type Word = number;

/** A tensor without storage: the words in row-major order of the shape. */
export interface SpecTensor {
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  readonly words: ArrayLike<Word>;
}

/** A tensor whose elements are evaluated one by one, so that a large result can be checked at some of them. */
export interface LazyTensor {
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  readonly wordAt: (index: number) => Word;
  /** Indices of an i32 state whose words are those of an f32 (N10), so that a NaN there is one value too. */
  readonly floatWords?: readonly number[];
}
