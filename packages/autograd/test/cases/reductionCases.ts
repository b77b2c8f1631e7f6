import * as ops from "../../src/index.ts";
import type { GradientCase } from "../gradientCase.ts";
import { average, total } from "../oracle/compositions64.ts";
import { reduce64 } from "../oracle/shapes64.ts";

const largest = (values: readonly number[]): number => Math.max(...values);
export const reductionCases: readonly GradientCase[] = (
  [
    ["sum", "signed", ops.sum, total],
    ["mean", "signed", ops.mean, average],
    ["max", "distinct", ops.max, largest],
    ["min", "distinct", ops.min, (values: readonly number[]) => Math.min(...values)],
  ] as const
).flatMap(([name, range, product, f]) =>
  ([[0, 1, 2], [0], [1], [2], [0, 2], []] as const).flatMap((axes) =>
    [false, true].map(
      (keepAxes): GradientCase => [
        `${name} over [${axes}]${keepAxes ? " kept" : ""}`,
        [[[2, 3, 4], range]],
        ([x]) => product(x, { axes, keepAxes }),
        ([x]) => reduce64(x, axes, f, keepAxes),
      ],
    ),
  ),
);
