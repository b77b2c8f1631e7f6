/** N7: kernels that add in f32, from +0, in ascending order of the source's row-major index, and round once. */
import { elementCount, type FloatDtype, type PoolParams, type Window2d } from "@binade/backend";
import { encode, FP32 } from "@binade/softfloat";
import type { Arithmetic } from "./arithmetic.ts";
import type { Evaluator } from "./evaluator.ts";
import { coordinatesOf, indexOf } from "./indexing.ts";
import { computedOnce, elementwise } from "./lazy.ts";
import type { LazyTensor, SpecTensor, Word } from "./specTensor.ts";

/** Add every source element where `targets` says, in order. */
function gatherSums(
  y: SpecTensor,
  source: SpecTensor,
  { widen, add, narrow }: Arithmetic,
  {
    targets,
    term = (word) => word,
  }: {
    readonly targets: (coordinates: readonly number[]) => readonly number[];
    readonly term?: (word: Word, coordinates: readonly number[]) => Word;
  },
): LazyTensor {
  return computedOnce(y, () => {
    const sums: Word[] = new Array(elementCount(y.shape)).fill(0);
    for (let i = 0; i < elementCount(source.shape); i++) {
      const coordinates = coordinatesOf(source.shape, i);
      const word = term(widen(source.dtype as FloatDtype, source.words[i] as Word), coordinates);
      for (const target of targets(coordinates)) sums[target] = add(sums[target] as Word, word);
    }
    return sums.map((sum) => narrow(y.dtype as FloatDtype, sum));
  });
}

/** `[n, c, kh, kw, oh, ow]` → `[n, c, h, w]`. */
export const col2im: Evaluator<"col2im"> = ({ outputs, inputs, params }, arithmetic) => {
  const [y, columns] = [outputs[0] as SpecTensor, inputs[0] as SpecTensor];
  const targets = (coordinates: readonly number[]): number[] => {
    const [n, c, kh, kw, oh, ow] = coordinates as [number, number, number, number, number, number];
    return insideOf(y, [n, c], positionOf(params, [kh, kw], [oh, ow]));
  };
  return [gatherSums(y, columns, arithmetic, { targets })];
};

/** `[n, d]` rows added to the rows that the index names. */
export const scatterAddRows: Evaluator<"scatterAddRows"> = ({ outputs, inputs }, arithmetic) => {
  const [g, index] = inputs as [SpecTensor, SpecTensor];
  const y = outputs[0] as SpecTensor;
  const targets = ([row, column]: readonly number[]): number[] => [
    indexOf(y.shape, [index.words[row as number] as Word, column as number]),
  ];
  return [gatherSums(y, g, arithmetic, { targets })];
};

/** Max: the gradient goes to the recorded index of the plane. Avg: g ÷ count to every element of the window. */
export const poolGradient: Evaluator<"poolGradient"> = ({ outputs, inputs, params }, arithmetic) => {
  const [g, index] = inputs as [SpecTensor, SpecTensor?];
  const y = outputs[0] as SpecTensor;
  const planeSize = (y.shape[2] as number) * (y.shape[3] as number);
  if (index !== undefined) {
    const targets = (coordinates: readonly number[]): number[] => {
      const plane = indexOf(y.shape, [coordinates[0] as number, coordinates[1] as number, 0, 0]);
      const chosen = index.words[indexOf(g.shape, coordinates)] as Word;
      return chosen < planeSize ? [plane + chosen] : [];
    };
    return [gatherSums(y, g, arithmetic, { targets })];
  }
  const windowOf = ([n, c, oh, ow]: readonly number[]): number[] =>
    windowIndices(y, params, [n as number, c as number, oh as number, ow as number]);
  const term = (word: Word, coordinates: readonly number[]): Word =>
    arithmetic.div(word, encode(FP32, countOf(params, windowOf(coordinates).length)));
  return [gatherSums(y, g, arithmetic, { targets: windowOf, term })];
};

/** Max: N3, value and its index in the plane. Avg: the window in row-major order from +0, then ÷ count. */
export const pool: Evaluator<"pool"> = ({ outputs, inputs, params }, arithmetic) => {
  const x = inputs[0] as SpecTensor;
  const y = outputs[0] as SpecTensor;
  const dtype = x.dtype as FloatDtype;
  const windowOf = (i: number): number[] =>
    windowIndices(x, params, coordinatesOf(y.shape, i) as [number, number, number, number]);
  const wordsOf = (i: number): Word[] => windowOf(i).map((at) => arithmetic.widen(dtype, x.words[at] as Word));
  if (params.op === "avg") {
    const average = (i: number): Word => {
      const words = wordsOf(i);
      const sum = words.reduce((total, word) => arithmetic.add(total, word), 0);
      return arithmetic.narrow(dtype, arithmetic.div(sum, encode(FP32, countOf(params, words.length))));
    };
    return [elementwise(y, average)];
  }
  const winner = (i: number): number => {
    const words = wordsOf(i);
    const firstNaN = words.findIndex(arithmetic.isNaN);
    const best = words.reduce((record, word) => arithmetic.maximum(record, word));
    return windowOf(i)[firstNaN >= 0 ? firstNaN : words.indexOf(best)] as number;
  };
  const planeSize = (x.shape[2] as number) * (x.shape[3] as number);
  return [
    elementwise(y, (i) => x.words[winner(i)] as Word),
    elementwise(outputs[1] as SpecTensor, (i) => winner(i) % planeSize),
  ];
};

/** The elements of one window that lie inside the image, in row-major order. */
function windowIndices(
  x: SpecTensor,
  params: PoolParams,
  [n, c, oh, ow]: readonly [number, number, number, number],
): number[] {
  const [height, width] = params.kernelSize;
  return Array.from({ length: height * width }, (_, i) => [Math.floor(i / width), i % width] as const).flatMap((at) =>
    insideOf(x, [n, c], positionOf(params, at, [oh, ow])),
  );
}

/** Padding is counted only if asked. */
function countOf({ countIncludePad, kernelSize }: PoolParams, inside: number): number {
  return countIncludePad ? kernelSize[0] * kernelSize[1] : inside;
}

function positionOf(
  { stride, dilation, padding }: Window2d,
  [kh, kw]: readonly [number, number],
  [oh, ow]: readonly [number, number],
): readonly [number, number] {
  return [oh * stride[0] + kh * dilation[0] - padding[0], ow * stride[1] + kw * dilation[1] - padding[1]];
}

/** The index of a position, or none in the padding. */
function insideOf(
  { shape }: SpecTensor,
  plane: readonly [number, number],
  [h, w]: readonly [number, number],
): number[] {
  const isInside = h >= 0 && h < (shape[2] as number) && w >= 0 && w < (shape[3] as number);
  return isInside ? [indexOf(shape, [...plane, h, w])] : [];
}
