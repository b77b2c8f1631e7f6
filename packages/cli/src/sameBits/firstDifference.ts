import { type Dtype, dtypes, type FloatDtype, isFloatDtype } from "@binade/backend";
import {
  BF16,
  E4M3FN,
  E5M2,
  type Format,
  FP16,
  FP32,
  isNaN as isCodeNaN,
  toShortest,
  ulpDistance,
} from "@binade/softfloat";
import type { WatchedTensor } from "./watchedTraining.ts";

/** Where two tensors of one name first differ. Pairs are in the order of the tensors. */
export interface ElementDifference {
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  /** Of the first element that differs, in row-major order. */
  readonly index: number;
  /** In hex. */
  readonly words: readonly [string, string];
  /** Shortest decimals that name them. */
  readonly values: readonly [string, string];
  /** Steps from one value to the other; absent for integers and when one is NaN. */
  readonly ulps?: number;
  /** How many elements differ. */
  readonly differing: number;
}

const formats: { readonly [D in FloatDtype]: Format } = {
  f32: FP32,
  f16: FP16,
  bf16: BF16,
  e4m3fn: E4M3FN,
  e5m2: E5M2,
};

/** Compare two tensors of one dtype and shape word by word; `undefined` when all words are equal. */
export function firstDifference(a: WatchedTensor, b: WatchedTensor): ElementDifference | undefined {
  const { dtype, shape } = a;
  const differing = Array.from(a.words.keys()).filter((i) => a.words[i] !== b.words[i]);
  const [index] = differing;
  if (index === undefined) return undefined;
  const [x, y] = [a.words[index] as number, b.words[index] as number];
  return {
    dtype,
    shape,
    index,
    words: [hex(dtype, x), hex(dtype, y)],
    ...(isFloatDtype(dtype) ? floatFacts(formats[dtype], x, y) : { values: [String(x | 0), String(y | 0)] as const }),
    differing: differing.length,
  };
}

function floatFacts(format: Format, x: number, y: number): Pick<ElementDifference, "values" | "ulps"> {
  const values = [toShortest(format, x), toShortest(format, y)] as const;
  const isNumber = !isCodeNaN(format, x) && !isCodeNaN(format, y);
  return isNumber ? { values, ulps: ulpDistance(format, x, y) } : { values };
}

function hex(dtype: Dtype, word: number): string {
  return `0x${word.toString(16).padStart(2 * dtypes[dtype].byteWidth, "0")}`;
}
