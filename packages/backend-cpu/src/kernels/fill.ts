import type { KernelParams, View } from "@binade/backend";
import { BF16, encode, FP16, FP32 } from "@binade/softfloat";
import { outputWords } from "../elements.ts";
import type { Memory } from "../memory.ts";
import { toInteger } from "./toInteger.ts";

/** The word of `value` in each dtype that can be filled, one rounding from the f64 (N8). */
const wordOf: Partial<Record<View["dtype"], (value: number) => number>> = {
  f32: (value) => encode(FP32, value),
  f16: (value) => encode(FP16, value),
  bf16: (value) => encode(BF16, value),
  i32: (value) => toInteger("i32", value),
  u8: (value) => toInteger("u8", value),
};

export function fill(memory: Memory, [y]: readonly View[], _: readonly View[], { value }: KernelParams["fill"]): void {
  outputWords(memory, y!).fill(wordOf[y!.dtype]!(value));
}
