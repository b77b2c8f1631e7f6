import { describeFunction } from "../../test/describeFunction.ts";
import { functionCases } from "../../test/functionCases.ts";

const leastSubnormal = 2 ** -149;
const leastNormal = 2 ** -126;
const largest = 3.4028234663852886e38;

describeFunction(functionCases.log, {
  // biome-ignore format: columns
  specials: [
    [0,                  -Infinity],
    [-0,                 -Infinity],
    [-leastSubnormal,          NaN],
    [-1,                       NaN],
    [-Infinity,                NaN],
    [NaN,                      NaN],
    [Infinity,            Infinity],
    [1,                          0],
    [2,                Math.fround(Math.LN2)],
    [0.5,             -Math.fround(Math.LN2)],
    [largest,          88.72283935546875],
    [leastNormal,     -87.33654785156250],
    [leastSubnormal, -103.27893066406250],
  ],
  boundaries: [
    1,
    Math.SQRT1_2,
    Math.SQRT2,
    0.5,
    2,
    4,
    2 * Math.SQRT2,
    0.5 * Math.SQRT1_2,
    leastSubnormal,
    leastNormal,
    Math.SQRT1_2 * leastNormal,
    largest,
    0.7019301056861877,
  ],
  range: [0, 4],
});
