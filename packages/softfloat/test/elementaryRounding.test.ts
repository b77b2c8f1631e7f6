import { describe, expect, test } from "vitest";
import { roundEnclosure } from "../src/elementary/roundEnclosure.ts";
import { everyMode } from "./elementary/proof.ts";
import { eminOf, type Layout, type LayoutName, layouts, maxFiniteOf, valueOfMagnitude } from "./oracle/layout.ts";
import { plus, type Rational, scaled, times } from "./oracle/rational.ts";
import { roundExactly } from "./oracle/round.ts";
import { Failures } from "./support.ts";
import { codeOf, describeFailure, formats, resultOf, withFlags } from "./underTest.ts";

const names: readonly LayoutName[] = ["E5M2", "E4M3FN", "E3M2FN", "FP16"];

/** Where roundings change: values, midpoints of neighbours, and the same in the binade below 2^emin at full precision. */
function boundaries(layout: Layout): Rational[] {
  const values: Rational[] = [];
  const step = layout.t > 7 ? 127n : 1n;
  for (let magnitude = 0n; magnitude <= maxFiniteOf(layout); magnitude += step) {
    const value = valueOfMagnitude(layout, magnitude);
    const next = valueOfMagnitude(layout, magnitude + 1n);
    values.push(value, times(plus(value, next), scaled(1n, -1)));
  }
  const top = eminOf(layout) - layout.t - 2; // 2^(emin − 1) has t + 1 digits above twice this place
  const quarters = 1n << BigInt(layout.t + 2);
  return [...values, scaled(quarters - 1n, top), scaled(quarters - 2n, top)];
}

const margin = 70;

describe("roundEnclosure(format, enclosure, options)", () => {
  test.each(names)("%s: decides beside a boundary, on either side, and not across one", (name) => {
    const failures = new Failures();
    const [layout, format] = [layouts[name], formats[name]];
    const exponent = eminOf(layout) - layout.t - margin;
    for (const boundary of boundaries(layout)) {
      const at = (boundary.numerator << BigInt(-exponent)) / boundary.denominator;
      for (const isNegative of [false, true]) {
        const enclose = (near: bigint, far: bigint) =>
          isNegative ? { low: -far, high: -near, exponent } : { low: near, high: far, exponent };
        for (const options of everyMode) {
          const beside = (middle: Rational, [near, far]: readonly [bigint, bigint]): void => {
            const x = isNegative ? { ...middle, numerator: -middle.numerator } : middle;
            const expected = roundExactly(layout, x, options);
            const got = resultOf(
              () => roundEnclosure(format, enclose(near, far), withFlags(options)) ?? codeOf(format, -1),
            );
            failures.check(got.code === expected.code && got.flags === expected.flags, () =>
              describeFailure(`${name} ${near} to ${far} times 2^${exponent}`, options, got, expected),
            );
          };
          beside(scaled(2n * at + 1n, exponent - 1), [at, at + 1n]);
          if (at === 0n) continue;
          beside(scaled(2n * at - 1n, exponent - 1), [at - 1n, at]);
          const across = roundEnclosure(format, enclose(at - 1n, at + 1n), options);
          failures.check(across === undefined, () => `${name} across ${at} times 2^${exponent}: ${across}`);
        }
      }
    }
    expect(failures.first).toEqual([]);
  });
});
