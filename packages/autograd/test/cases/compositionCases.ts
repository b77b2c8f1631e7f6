import * as ops from "../../src/index.ts";
import type { GradientCase } from "../gradientCase.ts";
import { type Array64, zip } from "../oracle/array64.ts";
import { average, crossEntropy64, logSoftmax64, normalize64, softmax64, variance64 } from "../oracle/compositions64.ts";
import { reduce64 } from "../oracle/shapes64.ts";

const statistics: readonly GradientCase[] = [
  ...(
    [
      [-1, 2],
      [0, 0],
      [1, 1],
    ] as const
  ).flatMap(([axis, position]): GradientCase[] => [
    [`softmax over ${axis}`, [[[2, 3, 4], "signed"]], ([x]) => ops.softmax(x, axis), ([x]) => softmax64(x, position)],
    [
      `logSoftmax over ${axis}`,
      [[[2, 3, 4], "signed"]],
      ([x]) => ops.logSoftmax(x, axis),
      ([x]) => logSoftmax64(x, position),
    ],
  ]),
  ["variance, all", [[[3, 4], "signed"]], ([x]) => ops.variance(x), ([x]) => variance64(x, [0, 1], 1)],
  [
    "variance over 1, correction 0",
    [[[3, 4], "signed"]],
    ([x]) => ops.variance(x, { axes: 1, keepAxes: true, correction: 0 }),
    ([x]) => variance64(x, [1], 0, true),
  ],
  [
    "batchNorm [4, 3]",
    [
      [[4, 3], "signed"],
      [[3], "signed"],
      [[3], "signed"],
    ],
    ([x, g, b]) => ops.batchNorm(x, g, b),
    ([x, g, b]) => normalize64(x, [g, b], { axes: [0], axis: 1, epsilon: 1e-5 }),
  ],
  [
    "batchNorm [2, 3, 2, 2]",
    [
      [[2, 3, 2, 2], "signed"],
      [[3], "signed"],
      [[3], "signed"],
    ],
    ([x, g, b]) => ops.batchNorm(x, g, b, 0.1),
    ([x, g, b]) => normalize64(x, [g, b], { axes: [0, 2, 3], axis: 1, epsilon: 0.1 }),
  ],
  [
    "layerNorm [2, 3, 5]",
    [
      [[2, 3, 5], "signed"],
      [[5], "signed"],
      [[5], "signed"],
    ],
    ([x, g, b]) => ops.layerNorm(x, g, b),
    ([x, g, b]) => normalize64(x, [g, b], { axes: [2], axis: 2, epsilon: 1e-5 }),
  ],
  [
    "batchNormWith, statistics too",
    [
      [[2, 3, 2], "signed"],
      [[3], "signed"],
      [[3], "signed"],
      [[3], "signed"],
      [[3], "positive"],
    ],
    ([x, gamma, beta, mean, variance]) =>
      ops.batchNormWith(x, { mean: mean!, variance: variance! }, [gamma, beta], 0.5),
    ([x, ...rest]) => {
      const [gamma, beta, mean, variance] = rest.map((y): Array64 => ({ shape: [3, 1], data: y.data }));
      return zip((v, g, b, m, s) => ((v - m) / Math.sqrt(s + 0.5)) * g + b, x, gamma!, beta!, mean!, variance!);
    },
  ],
];

const targets = [2, 0, -1, 1];
const weights = [0.5, 1.25, 2];
const losses: readonly GradientCase[] = [
  [
    "crossEntropy",
    [[[4, 3], "signed"]],
    ([x], e) => ops.crossEntropy(x, e.tensor(new Int32Array([2, 0, 0, 1]))),
    ([x]) => crossEntropy64(x, [2, 0, 0, 1], {}),
  ],
  [
    "crossEntropy, ignoreIndex",
    [[[4, 3], "signed"]],
    ([x], e) => ops.crossEntropy(x, e.tensor(new Int32Array(targets)), { ignoreIndex: -1 }),
    ([x]) => crossEntropy64(x, targets, { ignoreIndex: -1 }),
  ],
  [
    "crossEntropy, weights and ignoreIndex",
    [[[4, 3], "signed"]],
    ([x], e) =>
      ops.crossEntropy(x, e.tensor(new Int32Array(targets)), { classWeights: e.tensor(weights), ignoreIndex: -1 }),
    ([x]) => crossEntropy64(x, targets, { weights, ignoreIndex: -1 }),
  ],
  [
    "crossEntropy [2, 3, 2], weights",
    [[[2, 3, 2], "signed"]],
    ([x], e) =>
      ops.crossEntropy(x, e.tensor(new Int32Array([2, 0, 0, 1]), [2, 2]), { classWeights: e.tensor(weights) }),
    ([x]) => crossEntropy64(x, [2, 0, 0, 1], { weights }),
  ],
  [
    "mse",
    [
      [[3, 4], "signed"],
      [[3, 4], "signed"],
    ],
    ([a, b]) => ops.mse(a, b),
    ([a, b]) =>
      reduce64(
        zip((x, y) => (x - y) ** 2, a, b),
        [0, 1],
        average,
      ),
  ],
];

export const compositionCases: readonly GradientCase[] = [...statistics, ...losses];
