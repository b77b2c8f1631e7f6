import { type CompareOp, isFloatDtype } from "@binade/backend";
import type { Evaluator } from "./evaluator.ts";
import { elementwise } from "./lazy.ts";
import type { SpecTensor, Word } from "./specTensor.ts";

/** Integers: i32 words are signed, u8 words are not. */
const integerComparisons: { readonly [O in CompareOp]: (a: number, b: number) => boolean } = {
  eq: (a, b) => a === b,
  ne: (a, b) => a !== b,
  lt: (a, b) => a < b,
  le: (a, b) => a <= b,
  gt: (a, b) => a > b,
  ge: (a, b) => a >= b,
};

/** N3: IEEE comparison as u8 0 or 1. */
export const compare: Evaluator<"compare"> = ({ outputs, inputs, params: { op } }, arithmetic) => {
  const [a, b] = inputs as [SpecTensor, SpecTensor];
  const holds = (x: Word, y: Word): boolean =>
    isFloatDtype(a.dtype)
      ? arithmetic.compare(op, arithmetic.widen(a.dtype, x), arithmetic.widen(a.dtype, y))
      : integerComparisons[op](x | 0, y | 0);
  return [elementwise(outputs[0] as SpecTensor, (i) => (holds(a.words[i] as Word, b.words[i] as Word) ? 1 : 0))];
};
