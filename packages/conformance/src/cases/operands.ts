import { type Dtype, elementCount, rowMajorStrides } from "@binade/backend";
import type { Word } from "../spec/specTensor.ts";
import type { Layout, Operand } from "./conformanceCase.ts";

/** An operand of the shape; words are repeated when there are too few. */
export function operand(dtype: Dtype, shape: readonly number[], words: ArrayLike<Word>, layout?: Layout): Operand {
  const count = elementCount(shape);
  const filled = Uint32Array.from({ length: count }, (_, i) => words[i % words.length] as Word);
  return layout === undefined ? { dtype, shape, words: filled } : { dtype, shape, words: filled, layout };
}

/** An output that is only written: noise, so that what a kernel leaves out shows. */
export function written(dtype: Dtype, shape: readonly number[]): Operand {
  return operand(dtype, shape, [0xa5]);
}

/** An operand with stride 0 along some axes: the words of the others, repeated. */
export function broadcastOperand(
  dtype: Dtype,
  shape: readonly number[],
  words: ArrayLike<Word>,
  axes: readonly number[],
): Operand {
  const stored = shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
  const strides = rowMajorStrides(stored).map((stride, axis) => (axes.includes(axis) ? 0 : stride));
  const counts = rowMajorStrides(shape);
  const repeated = Uint32Array.from({ length: elementCount(shape) }, (_, i) => {
    const at = shape.reduce(
      (index, size, axis) => index + (Math.floor(i / (counts[axis] as number)) % size) * (strides[axis] as number),
      0,
    );
    return words[at % words.length] as Word;
  });
  return { dtype, shape, words: repeated, layout: { kind: "dense", broadcast: axes } };
}
