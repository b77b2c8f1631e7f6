import type { LazyTensor, SpecTensor, Word } from "./specTensor.ts";

/** A result of the shape and dtype of an output, element by element. */
export function elementwise({ dtype, shape }: Omit<SpecTensor, "words">, wordAt: (index: number) => Word): LazyTensor {
  return { dtype, shape, wordAt };
}

/** A result that exists as a whole, computed when its first element is asked for. */
export function computedOnce({ dtype, shape }: Omit<SpecTensor, "words">, compute: () => ArrayLike<Word>): LazyTensor {
  let words: ArrayLike<Word> | undefined;
  return {
    dtype,
    shape,
    wordAt: (index) => {
      words ??= compute();
      return words[index] as Word;
    },
  };
}
