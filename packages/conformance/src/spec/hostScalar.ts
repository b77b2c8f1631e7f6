import { encode, FP32 } from "@binade/softfloat";
import type { Word } from "./specTensor.ts";

/** N9: a host scalar, computed in f64 with + − × ÷ √ and rounded once to f32. */
export function rn32(x: number): Word {
  return encode(FP32, x);
}
