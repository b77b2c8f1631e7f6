import { describe, expect, test } from "vitest";
import { eminOf, type LayoutName, layouts, maxFiniteOf } from "./oracle/layout.ts";
import { checkMidpoint } from "./parseCases.ts";
import { Failures } from "./support.ts";

describe("parse(format, text, options) against the oracle, value and flags in every mode", () => {
  test.each<[name: LayoutName]>([["FP16"], ["BF16"]])(
    "every midpoint of %s, and what lies a digit beside it",
    (name) => {
      const failures = new Failures();
      const last = maxFiniteOf(layouts[name]);
      const place = layouts[name].t + 3 - eminOf(layouts[name]); // one after the last digit of the least midpoint
      const start = performance.now();
      for (let magnitude = 0n; magnitude <= last; magnitude++) {
        checkMidpoint(failures, name, magnitude, [place]);
        if (magnitude % 2048n === 2047n) {
          const done = Number(magnitude + 1n) / Number(last + 1n);
          const left = ((performance.now() - start) / 1000) * (1 / done - 1);
          console.log(`parse, midpoints of ${name}: ${(100 * done).toFixed(0)} %, ${left.toFixed(0)} s left`);
        }
      }
      console.log(`parse, midpoints of ${name}: ${failures.cases} comparisons`);
      expect(failures.first).toEqual([]);
    },
  );
});
