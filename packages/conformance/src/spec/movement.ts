/** Kernels that move words: no arithmetic, not even on a NaN (N1). */
import type { Evaluator } from "./evaluator.ts";
import { coordinatesOf, indexOf } from "./indexing.ts";
import { elementwise } from "./lazy.ts";
import type { SpecTensor, Word } from "./specTensor.ts";

export const copy: Evaluator<"copy"> = ({ outputs, inputs }) => {
  const [y, x] = [outputs[0] as SpecTensor, inputs[0] as SpecTensor];
  return [elementwise(y, (i) => x.words[i] as Word)];
};

export const select: Evaluator<"select"> = ({ outputs, inputs }) => {
  const [condition, a, b] = inputs as [SpecTensor, SpecTensor, SpecTensor];
  return [elementwise(outputs[0] as SpecTensor, (i) => ((condition.words[i] === 0 ? b : a).words[i] ?? 0) as Word)];
};

/** Row i of y is row index[i] of x. */
export const gatherRows: Evaluator<"gatherRows"> = ({ outputs, inputs }) => {
  const [x, index] = inputs as [SpecTensor, SpecTensor];
  const y = outputs[0] as SpecTensor;
  return [
    elementwise(y, (i) => {
      const [row, column] = coordinatesOf(y.shape, i) as [number, number];
      return x.words[indexOf(x.shape, [index.words[row] as Word, column])] as Word;
    }),
  ];
};

/** `[n, c, h, w]` → `[c, kh, kw, n, oh, ow]`: what each weight meets; padding is +0. */
export const im2col: Evaluator<"im2col"> = ({ outputs, inputs, params }) => {
  const [y, x] = [outputs[0] as SpecTensor, inputs[0] as SpecTensor];
  return [
    elementwise(y, (i) => {
      const [c, kh, kw, n, oh, ow] = coordinatesOf(y.shape, i) as [number, number, number, number, number, number];
      const h = oh * params.stride[0] + kh * params.dilation[0] - params.padding[0];
      const w = ow * params.stride[1] + kw * params.dilation[1] - params.padding[1];
      const isInside = h >= 0 && h < (x.shape[2] as number) && w >= 0 && w < (x.shape[3] as number);
      return isInside ? (x.words[indexOf(x.shape, [n, c, h, w])] as Word) : 0;
    }),
  ];
};
