import { describeFunction } from "../../test/describeFunction.ts";
import { functionCases } from "../../test/functionCases.ts";

const largest = 3.4028234663852886e38;

describeFunction(functionCases.geluTanh, {
  // biome-ignore format: columns
  specials: [
    [0,               0],
    [-0,             -0],
    [Infinity, Infinity],
    [-Infinity,     NaN],
    [NaN,           NaN],
    [largest,   largest],
    [-largest,       -0],
    [-6,             -0],
    [6,               6],
    [2 ** -148, 2 ** -149],
  ],
  boundaries: [0, 0.7517, -0.7517, 5, -5, 2 ** 42.5, -(2 ** 42.5), 2 ** 64, 2 ** -42, 2 ** -126],
  range: [-6, 6],
});
