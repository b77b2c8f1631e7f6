import { describeFunction } from "../../test/describeFunction.ts";
import { functionCases } from "../../test/functionCases.ts";

const leastSubnormal = 2 ** -149;
const largest = 3.4028234663852886e38;

describeFunction(functionCases.cos, {
  // biome-ignore format: columns
  specials: [
    [0,                            1],
    [-0,                           1],
    [Infinity,                   NaN],
    [-Infinity,                  NaN],
    [NaN,                        NaN],
    [leastSubnormal,               1],
    [Math.fround(Math.PI),        -1],
    [Math.fround(Math.PI / 2), -4.371138828673793e-8],
    [largest,      0.8530210256576538],
    [-largest,     0.8530210256576538],
  ],
  boundaries: [0, ...[1, 2, 3, 4, 5, 7, 63, 127, 255].map((n) => (n * Math.PI) / 4), 200, -200, 256, 2 ** 24, largest],
  range: [-250, 250],
});
