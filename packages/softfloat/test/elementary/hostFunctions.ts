import type { FunctionName } from "./references.ts";

const sigmoid = (x: number): number => (x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x)));

/** What the host offers, or makes of it without losing more than a few digits. */
export const hostFunctions: Readonly<
  Record<Exclude<FunctionName, "sinPi" | "cosPi" | "erf" | "gelu" | "geluTanh">, (x: number) => number>
> = {
  exp: Math.exp,
  exp2: (x) => 2 ** x,
  exp10: (x) => 10 ** x,
  expm1: Math.expm1,
  log: Math.log,
  log2: Math.log2,
  log10: Math.log10,
  log1p: Math.log1p,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  asinh: Math.asinh,
  acosh: Math.acosh,
  atanh: Math.atanh,
  rsqrt: (x) => 1 / Math.sqrt(x),
  cbrt: Math.cbrt,
  sigmoid,
  silu: (x) => (x === Number.NEGATIVE_INFINITY ? -0 : x * sigmoid(x)),
};
