import { describeFunction } from "../../test/describeFunction.ts";
import { functionCases } from "../../test/functionCases.ts";

const leastSubnormal = 2 ** -149;
const largest = 3.4028234663852886e38;

describeFunction(functionCases.log1p, {
  // biome-ignore format: columns
  specials: [
    [0,                               0],
    [-0,                             -0],
    [-1,                      -Infinity],
    [-1.0000001192092896,           NaN],
    [-largest,                      NaN],
    [-Infinity,                     NaN],
    [NaN,                           NaN],
    [Infinity,                 Infinity],
    [leastSubnormal,     leastSubnormal],
    [-leastSubnormal,   -leastSubnormal],
    [1,         Math.fround(Math.LN2)],
    [-0.5,     -Math.fround(Math.LN2)],
    [largest,         88.72283935546875],
    [-1 + 2 ** -24,  -16.63553237915039],
  ],
  boundaries: [
    0,
    Math.SQRT1_2 - 1,
    Math.SQRT2 - 1,
    -0.5,
    -0.75,
    -1,
    1,
    2,
    3,
    2 * Math.SQRT2 - 1,
    2 ** 23,
    2 ** 24,
    2 ** 25,
    largest,
    2 ** -12,
    -(2 ** -24),
    2 ** -126,
    0.4140419,
  ],
  range: [-1, 4],
});
