import { describe, expect, it } from "vitest";
import { everyFormat } from "./everyFormat.ts";
import { checkRoundToIntegral, checkToInt } from "./integralCases.ts";
import { bitsOf } from "./oracle/layout.ts";

const halves = everyFormat.filter(({ layout }) => bitsOf(layout) === 16);

/** Half a minute. */
describe("every code of 16 bits under every choice", () => {
  it.each(halves)("$name: roundToIntegral", (formatCase) => {
    const { cases, first } = checkRoundToIntegral(formatCase, () => true);
    console.log(`roundToIntegral of ${formatCase.name}: ${cases} comparisons`);
    expect(first).toEqual([]);
  });

  it.each(halves)("$name: toInt", (formatCase) => {
    const { cases, first } = checkToInt(formatCase, () => true);
    console.log(`toInt of ${formatCase.name}: ${cases} comparisons`);
    expect(first).toEqual([]);
  });
});
