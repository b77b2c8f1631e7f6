import { describeFunction } from "../../test/describeFunction.ts";
import { functionCases } from "../../test/functionCases.ts";

const leastSubnormal = 2 ** -149;
const largestWithFinitePower = 88.72283172607422;
const ln2 = Math.fround(Math.LN2);

describeFunction(functionCases.expm1, {
  // biome-ignore format: columns
  specials: [
    [0,                                  0],
    [-0,                                -0],
    [Infinity,                    Infinity],
    [-Infinity,                         -1],
    [NaN,                              NaN],
    [leastSubnormal,        leastSubnormal],
    [-leastSubnormal,      -leastSubnormal],
    [largestWithFinitePower, 3.402798519021476e38],
    [88.7228393554687500,         Infinity],
    [3.4028234663852886e38,       Infinity],
    [-18,                               -1],
    [-18.1,                             -1],
    [-3.4028234663852886e38,            -1],
  ],
  boundaries: [
    0,
    0.5,
    -0.5,
    1.5 * ln2,
    -1.5 * ln2,
    2.5 * ln2,
    -2.5 * ln2,
    10.5 * ln2,
    23.5 * ln2,
    24.5 * ln2,
    25.5 * ln2,
    -24.5 * ln2,
    -25.5 * ln2,
    -17.32868,
    -18,
    19,
    largestWithFinitePower,
    2 ** -12,
    -(2 ** -24),
    16.98519,
  ],
  range: [-19, 20],
});
