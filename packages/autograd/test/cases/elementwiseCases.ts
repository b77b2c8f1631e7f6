import * as ops from "../../src/index.ts";
import type { GradientCase } from "../gradientCase.ts";
import { zip } from "../oracle/array64.ts";

const sigmoid64 = (x: number): number => 1 / (1 + Math.exp(-x));
/** Elementwise operations, alone and broadcast. */
export const elementwiseCases: readonly GradientCase[] = [
  // biome-ignore format: columns
  ...([
    ["neg",     "signed",   ops.neg,     (x) => -x],
    ["sqrt",    "positive", ops.sqrt,    Math.sqrt],
    ["exp",     "signed",   ops.exp,     Math.exp],
    ["log",     "positive", ops.log,     Math.log],
    ["tanh",    "signed",   ops.tanh,    Math.tanh],
    ["sigmoid", "signed",   ops.sigmoid, sigmoid64],
    ["relu",    "signed",   ops.relu,    (x) => Math.max(x, 0)],
    ["abs",     "signed",   ops.abs,     Math.abs],
  ] as const satisfies readonly (readonly [string, "signed" | "positive", (x: ops.Tensor) => ops.Tensor, (x: number) => number])[])
    .map(([name, range, product, f]): GradientCase => [name, [[[3, 4], range]], ([x]) => product(x), ([x]) => zip(f, x)]),

  // biome-ignore format: columns
  ...([
    ["add",     "signed",   "signed",  ops.add,     (a, b) => a + b],
    ["sub",     "signed",   "signed",  ops.sub,     (a, b) => a - b],
    ["mul",     "signed",   "signed",  ops.mul,     (a, b) => a * b],
    ["div",     "signed",   "signed",  ops.div,     (a, b) => a / b],
    ["maximum", "distinct", "halfway", ops.maximum, Math.max],
    ["minimum", "distinct", "halfway", ops.minimum, Math.min],
  ] as const satisfies readonly (readonly [string, "signed" | "distinct", "signed" | "halfway", typeof ops.add, (a: number, b: number) => number])[])
    .flatMap(([name, left, right, product, f]): GradientCase[] => {
      const shapes: [number[], number[]][] = [[[3, 4], [3, 4]], [[3, 4], [4]], [[2, 1, 3], [4, 1]], [[2, 3], []]];
      return shapes.map(([a, b]) => [
        `${name} [${a}] [${b}]`, [[a, left], [b, right]], ([x, y]) => product(x, y), ([x, y]) => zip(f, x, y),
      ]);
    }),

  ["number − x", [[[4], "signed"]], ([x]) => ops.sub(1.5, x), ([x]) => zip((v) => 1.5 - v, x)],
  ["x ÷ number", [[[4], "signed"]], ([x]) => ops.div(x, 3), ([x]) => zip((v) => v / 3, x)],
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
