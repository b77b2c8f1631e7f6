import type { FloatDtype } from "@binade/backend";
import { BF16, E4M3FN, E5M2, type Format, FP16, FP32 } from "@binade/softfloat";

/** The format of every float dtype. */
export const formatOf: { readonly [D in FloatDtype]: Format & { readonly canonicalNaN: number } } = {
  f32: FP32,
  f16: FP16,
  bf16: BF16,
  e4m3fn: E4M3FN,
  e5m2: E5M2,
};
