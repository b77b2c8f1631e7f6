import { describeFunction } from "../../test/describeFunction.ts";
import { functionCases } from "../../test/functionCases.ts";

const leastSubnormal = 2 ** -149;
const largestWithFinitePower = 88.72283172607422; //     the next value overflows
const smallestWithPower = -103.97207641601562; //        the next one down underflows to zero
const ln2 = Math.fround(Math.LN2);

describeFunction(functionCases.exp, {
  // biome-ignore format: columns
  specials: [
    [-Infinity,                          0],
    [Infinity,                    Infinity],
    [NaN,                              NaN],
    [0,                                  1],
    [-0,                                 1],
    [leastSubnormal,                     1],
    [largestWithFinitePower, 3.402798519021476e38],
    [88.7228393554687500,         Infinity],
    [89.1,                        Infinity],
    [3.4028234663852886e38,       Infinity],
    [smallestWithPower,     leastSubnormal],
    [-103.97208404541016,               0],
    [-104.1,                             0],
    [-3.4028234663852886e38,             0],
  ],
  boundaries: [
    0,
    -0.5 * ln2,
    0.5 * ln2,
    1.5 * ln2,
    -1.5 * ln2,
    10.5 * ln2,
    127.5 * ln2,
    -125.5 * ln2,
    -126 * ln2,
    -126.5 * ln2,
    -148.5 * ln2,
    -149.5 * ln2,
    largestWithFinitePower,
    smallestWithPower,
    89,
    -104,
    1,
    -1,
    70.40114,
    -59.93561,
  ],
  range: [-105, 90],
});
