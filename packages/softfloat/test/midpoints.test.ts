import { describe, expect, test } from "vitest";
import { checkMagnitude, midpointOf } from "./exhaustive/midpoints.ts";
import { total } from "./exhaustive/outcome.ts";
import { bitsOf, eminOf, type LayoutName, layoutNames, layouts, maxFiniteOf } from "./oracle/layout.ts";
import { neighbour } from "./support.ts";
import { formats } from "./underTest.ts";

const narrowerThanBinary64 = layoutNames.filter((name) => name !== "FP64");

describe("encode(format, x, options) against the oracle, values and flags", () => {
  test.each(narrowerThanBinary64)("%s midpoints, and the binary64 numbers beside them", (name) => {
    const numbers = [...sampledMagnitudes(name)].flatMap((magnitude) => midpointOf(name, magnitude));
    expect(total(numbers.map((x) => checkMagnitude(name, x))).failures).toEqual([]);
  });

  test.each(layoutNames)("%s at the edges of its range and at the ends of binary64", (name) => {
    const { t } = layouts[name];
    const [emin, emax] = [eminOf(layouts[name]), formats[name].emax];
    const exponents = [-1074, -1073, -1022, -149, -148, -126, -125, 127, 128, 1023];
    for (let k = -4; k <= 4; k++) exponents.push(emin + k, emin - t - 1 + k, emax + k);
    const numbers = exponents.flatMap((exponent) => {
      const x = 2 ** exponent;
      return [x, 1.5 * x, 1.75 * x, neighbour(x, -1), neighbour(x, 1)].filter((y) => y !== 0 && Number.isFinite(y));
    });
    numbers.push(Number.MAX_VALUE, Number.MIN_VALUE);
    expect(total(numbers.map((x) => checkMagnitude(name, x))).failures).toEqual([]);
  });
});

/** Every magnitude up to 8 bits; of wider formats 500 at a stride, the ends of the range and the least normal number. */
function sampledMagnitudes(name: LayoutName): Set<bigint> {
  const layout = layouts[name];
  const last = maxFiniteOf(layout);
  const leastNormal = 1n << BigInt(layout.t);
  const stride = bitsOf(layout) > 8 ? last / 500n : 1n;
  const sampled = new Set([0n, 1n, leastNormal - 2n, leastNormal - 1n, leastNormal, last - 1n, last]);
  for (let magnitude = 0n; magnitude <= last; magnitude += stride) sampled.add(magnitude);
  return sampled;
}
