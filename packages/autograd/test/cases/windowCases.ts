import * as ops from "../../src/index.ts";
import type { GradientCase } from "../gradientCase.ts";
import { average, total } from "../oracle/compositions64.ts";
import { conv2d64, linear64, matmul64, type Pair, pool64 } from "../oracle/products64.ts";

const largest = (values: readonly number[]): number => Math.max(...values);
const products: readonly GradientCase[] = [
  // biome-ignore format: columns
  ...([
    [[3, 4],       [4, 5]],
    [[1, 7],       [7, 1]],
    [[2, 3, 4],    [2, 4, 2]],
    [[2, 3, 4],    [4, 5]],
    [[3, 4],       [2, 4, 5]],
    [[2, 1, 3, 4], [3, 4, 2]],
    [[2, 300],     [300, 3]],
  ] as const).map(([a, b]): GradientCase => [
    `matmul [${a}] [${b}]`, [[a, "signed"], [b, "signed"]], ([x, y]) => ops.matmul(x, y), ([x, y]) => matmul64(x, y)
  ]),
  [
    "linear [5, 3]",
    [
      [[5, 3], "signed"],
      [[4, 3], "signed"],
    ],
    ([x, w]) => ops.linear(x, w),
    ([x, w]) => linear64(x, w),
  ],
  [
    "linear [5, 3] with bias",
    [
      [[5, 3], "signed"],
      [[4, 3], "signed"],
      [[4], "signed"],
    ],
    ([x, w, b]) => ops.linear(x, w, b),
    ([x, w, b]) => linear64(x, w, b),
  ],
  [
    "linear [2, 5, 3] with bias",
    [
      [[2, 5, 3], "signed"],
      [[4, 3], "signed"],
      [[4], "signed"],
    ],
    ([x, w, b]) => ops.linear(x, w, b),
    ([x, w, b]) => linear64(x, w, b),
  ],
  [
    "linear [3] with bias",
    [
      [[3], "signed"],
      [[4, 3], "signed"],
      [[4], "signed"],
    ],
    ([x, w, b]) => ops.linear(x, w, b),
    ([x, w, b]) => linear64(x, w, b),
  ],

  // biome-ignore format: columns
  ...([
    [[2, 3, 6, 5], [4, 3, 3, 3], false, {}],
    [[2, 2, 5, 6], [3, 2, 3, 2], true,  { stride: [2, 3], padding: [1, 2] }],
    [[1, 2, 9, 9], [2, 2, 3, 3], true,  { dilation: [2, 3], padding: [2, 1] }],
    [[2, 4, 5, 5], [6, 2, 3, 3], true,  { groups: 2, padding: [1, 1] }],
    [[1, 4, 4, 4], [4, 1, 3, 3], false, { groups: 4 }],
    [[2, 5, 4, 4], [3, 5, 1, 1], true,  {}],
    [[2, 2, 4, 4], [2, 2, 2, 2], true,  { stride: [3, 3] }],
  ] as const).map(([x, w, hasBias, window]): GradientCase => [
    `conv2d [${x}] [${w}]${hasBias ? " bias" : ""} ${JSON.stringify(window)}`,
    [[x, "signed"], [w, "signed"], ...(hasBias ? [[[w[0]], "signed"] as const] : [])],
    ([a, b, c]) => ops.conv2d(a, b, c, window),
    ([a, b, c]) => conv2d64(a, b, c, window),
  ]),
];

const overlapping = { stride: [2, 1] as Pair, padding: [1, 1] as Pair };
const pools: readonly GradientCase[] = [
  ["maxPool2d 2", [[[2, 2, 4, 4], "distinct"]], ([x]) => ops.maxPool2d(x, 2), ([x]) => pool64(x, [2, 2], {}, largest)],
  [
    "maxPool2d overlapping, padded",
    [[[1, 2, 5, 5], "distinct"]],
    ([x]) => ops.maxPool2d(x, [3, 2], overlapping),
    ([x]) => pool64(x, [3, 2], overlapping, largest),
  ],
  ["avgPool2d 2", [[[2, 2, 4, 5], "signed"]], ([x]) => ops.avgPool2d(x, 2), ([x]) => pool64(x, [2, 2], {}, average)],
  [
    "avgPool2d overlapping, padding counted",
    [[[1, 2, 5, 5], "signed"]],
    ([x]) => ops.avgPool2d(x, [3, 2], overlapping),
    ([x]) => pool64(x, [3, 2], overlapping, (values, size) => total(values) / size),
  ],
  [
    "avgPool2d overlapping, padding not counted",
    [[[1, 2, 5, 5], "signed"]],
    ([x]) => ops.avgPool2d(x, [3, 2], { ...overlapping, countIncludePad: false }),
    ([x]) => pool64(x, [3, 2], overlapping, average),
  ],
];

export const windowCases: readonly GradientCase[] = [...products, ...pools];
