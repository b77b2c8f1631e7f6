import { describeFunction } from "../../test/describeFunction.ts";
import { functionCases } from "../../test/functionCases.ts";

const leastSubnormal = 2 ** -149;

describeFunction(functionCases.rsqrt, {
  // biome-ignore format: columns
  specials: [
    [0,               Infinity],
    [-0,             -Infinity],
    [Infinity,               0],
    [-Infinity,            NaN],
    [-leastSubnormal,      NaN],
    [NaN,                  NaN],
    [1,                      1],
    [4,                    0.5],
    [0.25,                   2],
    [2 ** -148,        2 ** 74],
    [leastSubnormal, 2.671373844909537e22],
  ],
  boundaries: [0, 1, 2, 4, 2 ** -126, 2 ** -149, 3.4028234663852886e38],
  range: [0, 16],
});
