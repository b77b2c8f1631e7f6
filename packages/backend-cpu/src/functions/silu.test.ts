import { describeFunction } from "../../test/describeFunction.ts";
import { functionCases } from "../../test/functionCases.ts";

const largest = 3.4028234663852886e38;

describeFunction(functionCases.silu, {
  // biome-ignore format: columns
  specials: [
    [0,               0],
    [-0,             -0],
    [Infinity, Infinity],
    [-Infinity,     NaN],
    [NaN,           NaN],
    [largest,   largest],
    [-largest,       -0],
    [-104.1,         -0],
    [2 ** -148, 2 ** -149],
  ],
  boundaries: [0, -(2 ** -12), 17.5, -17.5, -87.33655, -88.72284, -104, 8.11853, 2 ** -126],
  range: [-105, 20],
});
