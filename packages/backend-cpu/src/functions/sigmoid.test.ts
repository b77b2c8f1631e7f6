import { describeFunction } from "../../test/describeFunction.ts";
import { functionCases } from "../../test/functionCases.ts";

const leastSubnormal = 2 ** -149;
const largest = 3.4028234663852886e38;

describeFunction(functionCases.sigmoid, {
  // biome-ignore format: columns
  specials: [
    [0,                       0.5],
    [-0,                      0.5],
    [leastSubnormal,          0.5],
    [-leastSubnormal,         0.5],
    [Infinity,                  1],
    [-Infinity,                 0],
    [NaN,                     NaN],
    [17.5,                      1],
    [largest,                   1],
    [-103.97207641601562, leastSubnormal],
    [-103.97208404541016,      0],
    [-largest,                  0],
  ],
  boundaries: [0, -(2 ** -12), 2 ** -12, -5.544728, 16.6355, -16.6355, -87.33655, 87.33655, -88.72284, -104, 89],
  range: [-105, 20],
});
