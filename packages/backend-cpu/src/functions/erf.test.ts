import { describe, expect, it, test } from "vitest";
import { describeFunction } from "../../test/describeFunction.ts";
import { erf64 } from "../../test/erf64.ts";
import { functionCases } from "../../test/functionCases.ts";

const leastSubnormal = 2 ** -149;
const largest = 3.4028234663852886e38;
const belowOne = 1 - 2 ** -24;

describeFunction(functionCases.erf, {
  // biome-ignore format: columns
  specials: [
    [0,                             0],
    [-0,                           -0],
    [Infinity,                      1],
    [-Infinity,                    -1],
    [NaN,                         NaN],
    [leastSubnormal,   leastSubnormal],
    [-leastSubnormal, -leastSubnormal],
    [3.8,                    belowOne],
    [-3.8,                  -belowOne],
    [4,                             1],
    [-4,                           -1],
    [largest,                       1],
    [-largest,                     -1],
  ],
  boundaries: [0, 0.84375, -0.84375, 3.9192059, 4, -4, 0.5, 1, 2, 2 ** -126, 2 ** -63, 2 ** -12],
  range: [-4.5, 4.5],
});

describe("erf64, the reference", () => {
  // computed to 40 digits by mpmath, rounded to double
  // biome-ignore format: columns
  test.each([
    [0.1, 0.1124629160182849],
    [0.5, 0.5204998778130465],
    [1,   0.8427007929497149],
    [2,   0.9953222650189527],
    [3,   0.9999779095030014],
    [4,   0.9999999845827421],
  ])("erf(%d) = %d", (x, expected) => {
    expect(Math.abs(erf64(x) / expected - 1)).toBeLessThan(2 ** -48);
  });

  it("is odd", () => {
    expect(erf64(-0.7)).toBe(-erf64(0.7));
  });
});
