import type { Dtype } from "@binade/backend";
import { add, BF16, convert, div, FP16, FP32, type IeeeFormat, mul, sqrt, sub } from "@binade/softfloat";

/** rn32 of each operation, from f32 codes to an f32 code. */
export const plus = (a: number, b: number): number => add(FP32, a, b);
export const minus = (a: number, b: number): number => sub(FP32, a, b);
export const times = (a: number, b: number): number => mul(FP32, a, b);
export const over = (a: number, b: number): number => div(FP32, a, b);
export const root = (a: number): number => sqrt(FP32, a);

export const zero = 0x00000000;
export const one = 0x3f800000;

const formats: { readonly [D in Dtype]?: IeeeFormat } = { f32: FP32, f16: FP16, bf16: BF16 };

/** The format of a dtype that computes. */
export function formatOf(dtype: Dtype): IeeeFormat {
  const format = formats[dtype];
  if (format === undefined) throw new Error(`evaluator: ${dtype} has no format here`);
  return format;
}

/** The f32 code of the same number. */
export function widen(dtype: Dtype, code: number): number {
  return dtype === "f32" ? code : convert(formatOf(dtype), FP32, code);
}

/** The one rounding of an f32 code to the output's dtype. */
export function narrow(dtype: Dtype, code: number): number {
  return dtype === "f32" ? code : convert(FP32, formatOf(dtype), code);
}
