import { type BinaryOp, type FloatDtype, isFloatDtype } from "@binade/backend";
import type { Arithmetic } from "./arithmetic.ts";
import type { Evaluator } from "./evaluator.ts";
import { pow } from "./functions/pow.ts";
import { elementwise } from "./lazy.ts";
import type { SpecTensor, Word } from "./specTensor.ts";

const floatOps: { readonly [O in BinaryOp]: (a: Word, b: Word, arithmetic: Arithmetic) => Word } = {
  add: (a, b, { add }) => add(a, b),
  sub: (a, b, { sub }) => sub(a, b),
  mul: (a, b, { mul }) => mul(a, b),
  div: (a, b, { div }) => div(a, b),
  pow,
  maximum: (a, b, { maximum }) => maximum(a, b),
  minimum: (a, b, { minimum }) => minimum(a, b),
};

/** N8: i32 `+ − ×` wrap. There is no integer division and no integer power. */
const integerOps: { readonly [O in Exclude<BinaryOp, "div" | "pow">]: (a: number, b: number) => number } = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => Number((BigInt(a) * BigInt(b)) & 0xffffffffn),
  maximum: (a, b) => Math.max(a, b),
  minimum: (a, b) => Math.min(a, b),
};

/** N4: the f32 operation, then one rounding to the dtype. */
export const binary: Evaluator<"binary"> = ({ outputs, inputs, params: { op } }, arithmetic) => {
  const y = outputs[0] as SpecTensor;
  const [a, b] = inputs as [SpecTensor, SpecTensor];
  if (!isFloatDtype(y.dtype)) {
    const compute = integerOps[op as keyof typeof integerOps];
    return [elementwise(y, (i) => compute((a.words[i] as Word) | 0, (b.words[i] as Word) | 0) >>> 0)];
  }
  const dtype: FloatDtype = y.dtype;
  const operand = (x: SpecTensor, i: number): Word => arithmetic.widen(dtype, x.words[i] as Word);
  return [elementwise(y, (i) => arithmetic.narrow(dtype, floatOps[op](operand(a, i), operand(b, i), arithmetic)))];
};
