import { describe, expect, it } from "vitest";
import { narrowFormats } from "./everyFormat.ts";
import { bitsOf } from "./oracle/layout.ts";
import { Failures } from "./support.ts";
import { traceFlaw } from "./teachingTraceCases.ts";
import { codeOf } from "./underTest.ts";

const binary = ["add", "sub", "mul", "div"] as const;

/** A test for each format, of a minute or two; `-t NAME` runs one. */
describe("trace(format, operation, a, b) of every pair of codes", () => {
  it.each(narrowFormats)("$name", ({ name, format, layout }) => {
    const size = 2 ** bitsOf(layout);
    const failures = new Failures();
    const start = performance.now();
    for (let a = 0; a < size; a++) {
      for (let b = 0; b < size; b++) {
        const codes = [codeOf(format, a), codeOf(format, b)];
        for (const operation of binary) {
          const flaw = traceFlaw(format, operation, codes, {});
          failures.check(flaw === undefined, () => `${operation} ${codes}: ${flaw}`);
        }
      }
      if (a % 64 === 63) {
        const done = (a + 1) / size;
        const left = ((performance.now() - start) / 1000) * (1 / done - 1);
        console.log(`trace, pairs of ${name}: ${(100 * done).toFixed(0)} %, ${left.toFixed(0)} s left`);
      }
    }
    console.log(`trace, pairs of ${name}: ${failures.cases} comparisons`);
    expect(failures.first).toEqual([]);
  });
});
