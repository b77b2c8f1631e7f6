import { elementCount, type FloatDtype, isFloatDtype, type ReduceOp } from "@binade/backend";
import type { Arithmetic } from "./arithmetic.ts";
import type { Evaluator } from "./evaluator.ts";
import { coordinatesOf, indexOf } from "./indexing.ts";
import { elementwise } from "./lazy.ts";
import type { SpecTensor, Word } from "./specTensor.ts";

/** Of the f32 words of one group, in row-major order of the reduced axes (N6). */
const floatReductions: { readonly [O in ReduceOp]: (words: readonly Word[], arithmetic: Arithmetic) => Word } = {
  sum: (words, { sum }) => sum(words),
  mean: (words, { sum, meanOf }) => meanOf(sum(words), words.length),
  max: (words, { maximum }) => words.reduce((best, word) => maximum(best, word)),
  min: (words, { minimum }) => words.reduce((best, word) => minimum(best, word)),
  argmax: (words, arithmetic) => indexOfMaximum(words, arithmetic),
};

/** N6: i32 and u8 accumulate in i32 mod 2^32. */
const integerReductions: { readonly [O in Exclude<ReduceOp, "mean">]: (values: readonly number[]) => number } = {
  sum: (values) => Number(values.reduce((sum, value) => sum + BigInt(value), 0n) & 0xffffffffn),
  max: (values) => values.reduce((best, value) => Math.max(best, value)),
  min: (values) => values.reduce((best, value) => Math.min(best, value)),
  argmax: (values) => values.indexOf(values.reduce((best, value) => Math.max(best, value))),
};

export const reduce: Evaluator<"reduce"> = ({ outputs, inputs, params: { op, axes } }, arithmetic) => {
  const [y, x] = [outputs[0] as SpecTensor, inputs[0] as SpecTensor];
  const group = groupOf(x, axes);
  if (!isFloatDtype(x.dtype)) {
    const reduction = integerReductions[op as keyof typeof integerReductions];
    const mask = y.dtype === "u8" ? 0xff : 0xffffffff;
    return [elementwise(y, (i) => (reduction(group(i).map((word) => word | 0)) & mask) >>> 0)];
  }
  const from: FloatDtype = x.dtype;
  return [
    elementwise(y, (i) => {
      const words = group(i).map((word) => arithmetic.widen(from, word));
      const result = floatReductions[op](words, arithmetic);
      return isFloatDtype(y.dtype) ? arithmetic.narrow(y.dtype, result) : result;
    }),
  ];
};

/** N3: the first NaN if there is one, else the first maximum, −0 below +0. */
function indexOfMaximum(words: readonly Word[], arithmetic: Arithmetic): number {
  const firstNaN = words.findIndex(arithmetic.isNaN);
  if (firstNaN >= 0) return firstNaN;
  return words.indexOf(words.reduce((best, word) => arithmetic.maximum(best, word)));
}

/** The words that one result is made of, in row-major order of the reduced axes of the logical view. */
export function groupOf({ shape, words }: SpecTensor, axes: readonly number[]): (result: number) => Word[] {
  const kept = shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const keptShape = kept.map((axis) => shape[axis] as number);
  const reducedShape = axes.map((axis) => shape[axis] as number);
  return (result) => {
    const keptAt = coordinatesOf(keptShape, result);
    return Array.from({ length: elementCount(reducedShape) }, (_, element) => {
      const reducedAt = coordinatesOf(reducedShape, element);
      const coordinates = shape.map((_size, axis) =>
        axes.includes(axis) ? reducedAt[axes.indexOf(axis)] : keptAt[kept.indexOf(axis)],
      );
      return words[indexOf(shape, coordinates as number[])] as Word;
    });
  };
}
