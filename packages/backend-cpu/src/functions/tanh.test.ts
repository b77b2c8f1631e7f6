import { describeFunction } from "../../test/describeFunction.ts";
import { functionCases } from "../../test/functionCases.ts";

const leastSubnormal = 2 ** -149;
const largest = 3.4028234663852886e38;
const belowOne = 1 - 2 ** -24;

describeFunction(functionCases.tanh, {
  // biome-ignore format: columns
  specials: [
    [0,                            0],
    [-0,                          -0],
    [Infinity,                     1],
    [-Infinity,                   -1],
    [NaN,                        NaN],
    [leastSubnormal,  leastSubnormal],
    [-leastSubnormal, -leastSubnormal],
    [9,                     belowOne],
    [-9,                   -belowOne],
    [9.1,                          1],
    [largest,                      1],
    [-largest,                    -1],
  ],
  boundaries: [0, 0.625, -0.625, 0.6282181739807129, 1, 9.01, -9.01, 44.5, 2 ** -126, 2 ** -63, 2 ** -12],
  range: [-10, 10],
});
