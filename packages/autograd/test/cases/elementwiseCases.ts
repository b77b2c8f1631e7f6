import * as ops from "../../src/index.ts";
import type { GradientCase } from "../gradientCase.ts";
import { zip } from "../oracle/array64.ts";
import { erf64 } from "../oracle/erf64.ts";

const sigmoid64 = (x: number): number => 1 / (1 + Math.exp(-x));
const gelu64 = (x: number): number => (x / 2) * (1 + erf64(x / Math.SQRT2));
const geluTanh64 = (x: number): number => (x / 2) * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)));

/** Elementwise operations, alone and broadcast. */
export const elementwiseCases: readonly GradientCase[] = [
  // biome-ignore format: columns
  ...([
    ["neg",     "signed",   ops.neg,     (x) => -x],
    ["sqrt",    "positive", ops.sqrt,    Math.sqrt],
    ["exp",     "signed",   ops.exp,     Math.exp],
    ["expm1",   "signed",   ops.expm1,   Math.expm1],
    ["log",     "positive", ops.log,     Math.log],
    ["log1p",   "positive", ops.log1p,   Math.log1p],
    ["sin",     "signed",   ops.sin,     Math.sin],
    ["cos",     "signed",   ops.cos,     Math.cos],
    ["tanh",    "signed",   ops.tanh,    Math.tanh],
    ["sigmoid", "signed",   ops.sigmoid, sigmoid64],
    ["erf",     "signed",   ops.erf,     erf64],
    ["relu",    "signed",   ops.relu,    (x) => Math.max(x, 0)],
    ["silu",    "signed",   ops.silu,    (x) => x * sigmoid64(x)],
    ["gelu",    "signed",   ops.gelu,    gelu64],
    ["geluTanh", "signed",  ops.geluTanh, geluTanh64],
    ["abs",     "signed",   ops.abs,     Math.abs],
  ] as const satisfies readonly (readonly [string, "signed" | "positive", (x: ops.Tensor) => ops.Tensor, (x: number) => number])[])
    .map(([name, range, product, f]): GradientCase => [name, [[[3, 4], range]], ([x]) => product(x), ([x]) => zip(f, x)]),

  // biome-ignore format: columns
  ...([
    ["add",     "signed",   "signed",  ops.add,     (a, b) => a + b],
    ["sub",     "signed",   "signed",  ops.sub,     (a, b) => a - b],
    ["mul",     "signed",   "signed",  ops.mul,     (a, b) => a * b],
    ["div",     "signed",   "signed",  ops.div,     (a, b) => a / b],
    ["pow",     "positive", "signed",  ops.pow,     (a, b) => a ** b],
    ["maximum", "distinct", "halfway", ops.maximum, Math.max],
    ["minimum", "distinct", "halfway", ops.minimum, Math.min],
  ] as const satisfies readonly (readonly [string, "signed" | "positive" | "distinct", "signed" | "halfway", typeof ops.add, (a: number, b: number) => number])[])
    .flatMap(([name, left, right, product, f]): GradientCase[] => {
      const shapes: [number[], number[]][] = [[[3, 4], [3, 4]], [[3, 4], [4]], [[2, 1, 3], [4, 1]], [[2, 3], []]];
      return shapes.map(([a, b]) => [
        `${name} [${a}] [${b}]`, [[a, left], [b, right]], ([x, y]) => product(x, y), ([x, y]) => zip(f, x, y),
      ]);
    }),

  ["number − x", [[[4], "signed"]], ([x]) => ops.sub(1.5, x), ([x]) => zip((v) => 1.5 - v, x)],
  ["x ÷ number", [[[4], "signed"]], ([x]) => ops.div(x, 3), ([x]) => zip((v) => v / 3, x)],
  ...[2, 3, -1, 0, 20].map(
    (power): GradientCase => [
      `pow(x, ${power})`,
      [[[6], "signed"]],
      ([x]) => ops.pow(x, power),
      ([x]) => zip((v) => v ** power, x),
      Math.max(4, power),
    ],
  ),
  ...[0.5, -0.5, 2.5].map(
    (power): GradientCase => [
      `pow(x, ${power})`,
      [[[6], "positive"]],
      ([x]) => ops.pow(x, power),
      ([x]) => zip((v) => v ** power, x),
    ],
  ),
  ["pow(number, x)", [[[6], "signed"]], ([x]) => ops.pow(3, x), ([x]) => zip((v) => 3 ** v, x)],
  ["mul(x, x)", [[[4], "signed"]], ([x]) => ops.mul(x, x), ([x]) => zip((v) => v * v, x)],
  [
    "where",
    [
      [[3, 1], "signed"],
      [[4], "signed"],
    ],
    ([a, b], engine) => ops.where(engine.tensor(new Uint8Array([1, 0, 0, 1, 7, 0]), [2, 3, 1]), a, b),
    ([a, b]) => zip((c, x, y) => (c === 0 ? y : x), { shape: [2, 3, 1], data: [1, 0, 0, 1, 7, 0] }, a, b),
  ],
  [
    "where with a number",
    [[[3], "signed"]],
    ([x], engine) => ops.where(engine.tensor(new Uint8Array([1, 0, 1])), 2, x),
    ([x]) => zip((c, v) => (c === 0 ? v : 2), { shape: [3], data: [1, 0, 1] }, x),
  ],
  // the values are exact in binary16; the upstream is rounded to its 11 bits, 13 fewer than binary32 has
  ["cast to f16 and back", [[[8], "distinct"]], ([x]) => ops.cast(ops.cast(x, "f16"), "f32"), ([x]) => x, 2 ** 12],
];
