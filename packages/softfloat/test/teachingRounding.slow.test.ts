import { describe, expect, it } from "vitest";
import { narrowFormats } from "./everyFormat.ts";
import { negated } from "./oracle/rational.ts";
import { Failures } from "./support.ts";
import { choices, oneDigitFormats, points, roundingFlaw } from "./teachingRoundingCases.ts";

describe("explainRounding(format, x, options) of every value, quarter and midpoint, under every choice of options", () => {
  it.each([...narrowFormats, ...oneDigitFormats])("$name", (subject) => {
    const failures = new Failures();
    for (const magnitude of points(subject)) {
      if (magnitude.numerator === 0n) continue;
      for (const x of [magnitude, negated(magnitude)]) {
        for (const options of choices) {
          const flaw = roundingFlaw(subject, x, options);
          failures.check(
            flaw === undefined,
            () => `${flaw}: ${JSON.stringify(options)} of ${x.numerator}/${x.denominator}`,
          );
        }
      }
    }
    console.log(`explainRounding of ${subject.name}: ${failures.cases} comparisons`);
    expect(failures.first).toEqual([]);
  });
});
