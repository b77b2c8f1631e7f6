import { type BinaryOp, isFloatDtype, type KernelParams, type View } from "@binade/backend";
import { floatTarget, loadFloats, loadInts, outputWords, storeFloats } from "../elements.ts";
import { pow } from "../functions/pow.ts";
import type { Memory } from "../memory.ts";

type Loop = (a: Float32Array, b: Float32Array, y: Float32Array) => void;

/**
 * Storing to the f32 target rounds the f64 operation: for + − × ÷ on f32 operands that is the f32 operation itself,
 * since 53 ≥ 2·24 + 2 bits. Math.max and Math.min have the order of N3.
 */
const floatLoops: { readonly [O in BinaryOp]: Loop } = {
  add: (a, b, y) => {
    for (let i = 0; i < y.length; i++) y[i] = a[i]! + b[i]!;
  },
  sub: (a, b, y) => {
    for (let i = 0; i < y.length; i++) y[i] = a[i]! - b[i]!;
  },
  mul: (a, b, y) => {
    for (let i = 0; i < y.length; i++) y[i] = a[i]! * b[i]!;
  },
  div: (a, b, y) => {
    for (let i = 0; i < y.length; i++) y[i] = a[i]! / b[i]!;
  },
  pow: (a, b, y) => {
    for (let i = 0; i < y.length; i++) y[i] = pow(a[i]!, b[i]!);
  },
  maximum: (a, b, y) => {
    for (let i = 0; i < y.length; i++) y[i] = Math.max(a[i]!, b[i]!);
  },
  minimum: (a, b, y) => {
    for (let i = 0; i < y.length; i++) y[i] = Math.min(a[i]!, b[i]!);
  },
};

/** i32 wraps (N8); there is no integer division and no integer power. */
const intOps: { readonly [O in Exclude<BinaryOp, "div" | "pow">]: (a: number, b: number) => number } = {
  add: (a, b) => (a + b) | 0,
  sub: (a, b) => (a - b) | 0,
  mul: Math.imul,
  maximum: Math.max,
  minimum: Math.min,
};

export function binary(
  memory: Memory,
  [y]: readonly View[],
  inputs: readonly View[],
  params: KernelParams["binary"],
): void {
  const [a, b] = inputs as [View, View];
  if (isFloatDtype(y!.dtype)) {
    const target = floatTarget(memory, y!);
    floatLoops[params.op](loadFloats(memory, a), loadFloats(memory, b), target);
    storeFloats(memory, y!, target);
    return;
  }
  const op = intOps[params.op as keyof typeof intOps];
  const words = outputWords(memory, y!);
  const left = loadInts(memory, a);
  const right = loadInts(memory, b);
  for (let i = 0; i < words.length; i++) words[i] = op(left[i]!, right[i]!);
}
