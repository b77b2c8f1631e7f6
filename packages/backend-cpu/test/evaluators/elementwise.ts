import type { BinaryOp, CompareOp, Dtype } from "@binade/backend";
import { eq, le, lt } from "@binade/softfloat";
import { pow } from "../functionOracle.ts";
import { isNaNCode, maximum, minimum } from "./order.ts";
import { formatOf, minus, narrow, over, plus, root, times, widen } from "./rounded.ts";

/** Unary kernels without coefficients. neg and abs are sign bits, relu is maximum(x, +0) (N3); √ is N4. */
export const unaryOps: { readonly [op: string]: (dtype: Dtype, code: number) => number } = {
  neg: (dtype, code) => (code ^ formatOf(dtype).signBit) >>> 0,
  abs: (dtype, code) => code % formatOf(dtype).signBit,
  sqrt: (dtype, code) => narrow(dtype, root(widen(dtype, code))),
  relu: (dtype, code) => maximum(formatOf(dtype), code, 0),
};

const arithmetic: { readonly [op: string]: (a: number, b: number) => number } = {
  add: plus,
  sub: minus,
  mul: times,
  div: over,
  pow,
};

/** The f32 operation on widened operands, then one rounding (N4); maximum and minimum by the order of N3. */
export function binaryFloat(dtype: Dtype, op: BinaryOp, a: number, b: number): number {
  if (op === "maximum") return maximum(formatOf(dtype), a, b);
  if (op === "minimum") return minimum(formatOf(dtype), a, b);
  return narrow(dtype, arithmetic[op]!(widen(dtype, a), widen(dtype, b)));
}

// biome-ignore-start lint/complexity/useMathMinMax: BigInt
const wrapping: { readonly [op: string]: (a: bigint, b: bigint) => bigint } = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  maximum: (a, b) => (a > b ? a : b),
  minimum: (a, b) => (a < b ? a : b),
};
// biome-ignore-end lint/complexity/useMathMinMax: BigInt

/** i32 wraps (N8). */
export function binaryInteger(op: BinaryOp, a: number, b: number): number {
  return Number(BigInt.asUintN(32, wrapping[op]!(BigInt(a | 0), BigInt(b | 0))));
}

/** IEEE comparisons (N3): NaN is unordered, −0 equals +0. */
export function compareFloat(dtype: Dtype, op: CompareOp, a: number, b: number): number {
  const format = formatOf(dtype);
  const unordered = isNaNCode(format, a) || isNaNCode(format, b);
  const outcomes: { readonly [O in CompareOp]: () => boolean } = {
    eq: () => eq(format, a, b),
    ne: () => unordered || !eq(format, a, b),
    lt: () => lt(format, a, b),
    le: () => le(format, a, b),
    gt: () => lt(format, b, a),
    ge: () => le(format, b, a),
  };
  return outcomes[op]() ? 1 : 0;
}
